package dev.sluice.sandbox.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the files of control groups are called and hold, which differs between the versions. */
enum CgroupFiles {
  V1("memory.limit_in_bytes", "memory.oom_control", "total_rss ", "total_shmem ") {
    @Override
    void limitProcessors(Path folder, double cpus) throws IOException {
      Files.writeString(folder.resolve("cpu.cfs_period_us"), Long.toString(PERIOD));
      Files.writeString(folder.resolve("cpu.cfs_quota_us"), quota(cpus));
      weigh(folder, cpus);
    }

    @Override
    void weigh(Path folder, double cpus) throws IOException {
      long shares = Math.max(2, Math.min(262_144, Math.round(cpus * 1024)));
      Files.writeString(folder.resolve("cpu.shares"), Long.toString(shares));
    }

    /** Groups of this version begin with no processor and no memory to be on. */
    @Override
    String processors(Path folder) throws IOException {
      Path parent = folder.resolve("..");
      for (String what : new String[] {"cpuset.mems", "cpuset.cpus"}) {
        Files.writeString(folder.resolve(what), Files.readString(parent.resolve(what)).strip());
      }
      return Files.readString(folder.resolve("cpuset.cpus")).strip();
    }

    /**
     * The load is balanced by the parent's rules: the kernel plans anew for each group otherwise.
     */
    @Override
    void openProcessors(Path folder, String processors) throws IOException {
      Files.writeString(folder.resolve("cpuset.sched_load_balance"), "0");
      Path mems = folder.resolve("cpuset.mems");
      Files.writeString(mems, Files.readString(folder.resolve("../cpuset.mems")).strip());
      runOn(folder, processors);
    }

    @Override
    Meter meter(Path counted, Path memory) throws IOException {
      return GroupMeter.open(
          counted.resolve("cpuacct.usage"),
          memory.resolve("memory.max_usage_in_bytes"),
          memory.resolve("memory.usage_in_bytes"),
          1);
    }
  },
  V2("memory.max", "memory.events", "anon ", "shmem ") {
    @Override
    void limitProcessors(Path folder, double cpus) throws IOException {
      Files.writeString(folder.resolve("cpu.max"), quota(cpus) + " " + PERIOD);
      weigh(folder, cpus);
    }

    @Override
    void weigh(Path folder, double cpus) throws IOException {
      long weight = Math.max(1, Math.min(10_000, Math.round(cpus * 100)));
      Files.writeString(folder.resolve("cpu.weight"), Long.toString(weight));
    }

    @Override
    String processors(Path folder) throws IOException {
      return Files.readString(folder.resolve("cpuset.cpus.effective")).strip();
    }

    @Override
    void openProcessors(Path folder, String processors) {
      // A group of this version has its parent's until others are chosen.
    }

    /** The peak is there since Linux 5.19, and can be set back since 6.12. */
    @Override
    Meter meter(Path counted, Path memory) throws IOException {
      return GroupMeter.open(
          counted.resolve("cpu.stat"),
          memory.resolve("memory.peak"),
          memory.resolve("memory.current"),
          NANOS_PER_MICRO);
    }
  };

  /** Microseconds within which processor time is counted. */
  private static final long PERIOD = 100_000;

  private static final long NANOS_PER_MICRO = 1_000;

  private final String memoryLimit;
  private final String memoryEvents;

  /** Keys of memory.stat for what the kernel cannot take back: processes' own, and files in it. */
  private final String anonymous;

  private final String shared;

  CgroupFiles(String memoryLimit, String memoryEvents, String anonymous, String shared) {
    this.memoryLimit = memoryLimit;
    this.memoryEvents = memoryEvents;
    this.anonymous = anonymous;
    this.shared = shared;
  }

  abstract void limitProcessors(Path folder, double cpus) throws IOException;

  /** Its part of the processors while others want them too. */
  abstract void weigh(Path folder, double cpus) throws IOException;

  /**
   * The processors that groups below this one may run on, as the kernel lists them; makes the group
   * ready for that.
   */
  abstract String processors(Path folder) throws IOException;

  /** Makes a group ready whose processors will be chosen, and lets it on those of its parent. */
  abstract void openProcessors(Path folder, String processors) throws IOException;

  /** Chooses the processors that it runs on, at once and for all that runs in it. */
  void runOn(Path folder, String processors) throws IOException {
    Files.writeString(folder.resolve("cpuset.cpus"), processors);
  }

  /**
   * Measures a group.
   *
   * @throws IOException where the kernel does not count what is measured
   */
  abstract Meter meter(Path counted, Path memory) throws IOException;

  private static String quota(double cpus) {
    return Long.toString(Math.max(1_000, Math.round(cpus * PERIOD)));
  }

  void limitMemory(Path folder, long bytes) throws IOException {
    Files.writeString(folder.resolve(memoryLimit), Long.toString(bytes));
    Path swap = folder.resolve("memory.swap.max");
    if (Files.exists(swap)) {
      Files.writeString(swap, "0");
    }
  }

  boolean outOfMemory(Path folder) {
    try {
      return Files.readAllLines(folder.resolve(memoryEvents)).stream()
          .anyMatch(line -> line.startsWith("oom_kill ") && !line.equals("oom_kill 0"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Bytes that processes hold; null when the group is gone. */
  @Nullable Long memory(Path folder) {
    try {
      long bytes = 0;
      for (String line : Files.readAllLines(folder.resolve("memory.stat"))) {
        if (line.startsWith(anonymous) || line.startsWith(shared)) {
          bytes += Long.parseLong(line.substring(line.indexOf(' ')).strip());
        }
      }
      return bytes;
    } catch (IOException | NumberFormatException e) {
      return null;
    }
  }
}
