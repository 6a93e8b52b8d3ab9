package dev.sluice.benchmark.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Memory of process trees. */
public final class Memory {
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private Memory() {}

  /** Proportional set size of all processes together, in bytes: shared pages count by share. */
  public static long pss(ProcessTree tree) {
    long bytes = 0;
    for (ProcessTree.Member member : tree.members()) {
      for (String line : lines(member, "smaps_rollup")) {
        if (line.startsWith("Pss:")) {
          bytes += Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    }
    return bytes;
  }

  /** What the cgroup of the tree's last process is charged; empty when it has none of its own. */
  public static OptionalLong cgroup(ProcessTree tree) throws IOException {
    ProcessTree.Member last = tree.members().get(tree.members().size() - 1);
    for (String line : lines(last, "cgroup")) {
      String[] parts = line.split(":", 3);
      boolean v2 = parts[0].equals("0") && parts[1].isEmpty();
      if (parts[2].equals("/") || !(v2 || parts[1].contains("memory"))) {
        continue;
      }
      String path = parts[2].substring(1);
      Path charge =
          v2
              ? CGROUPS.resolve(path).resolve("memory.current")
              : CGROUPS.resolve("memory").resolve(path).resolve("memory.usage_in_bytes");
      if (Files.isReadable(charge)) {
        return OptionalLong.of(Long.parseLong(Files.readString(charge).strip()));
      }
    }
    return OptionalLong.empty();
  }

  /**
   * A file of {@code /proc/PID}; no lines when the process has ended, and uses nothing any more.
   */
  private static List<String> lines(ProcessTree.Member member, String file) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(member.pid()), file));
    } catch (IOException e) {
      return List.of();
    }
  }
}
