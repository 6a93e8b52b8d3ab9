package dev.sluice.sandbox.host;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * What the processes of one instance use together, as {@code /proc} tells it: what is theirs alone,
 * their part of what they share, and files in the memory of their own /tmp and /dev/shm. Memory
 * that a mapping and such a file could have in common counts once; so pages shared without a file
 * may hide behind as many bytes of files. What the kernel holds for them is not seen.
 *
 * @param root the process that the instance was started as
 * @param jailed whether the processes below it have a /tmp of their own
 */
record TreeMemory(long root, boolean jailed) {
  private static final List<String> FILES_IN_MEMORY = List.of("tmp", "dev/shm");

  /** Bytes of some processes: those of no file, and those shared or in files of memory. */
  private record Used(long own, long shared) {
    Used plus(Used other) {
      return new Used(own + other.own, shared + other.shared);
    }
  }

  /**
   * What they use, in bytes. It is quick to tell and may be too much, as pages that they share
   * count in full for each, unless that would be more than so many bytes: then it is exact.
   */
  long bytes(long exactAbove) {
    List<Path> processes = ProcessTree.of(root).stream().map(ProcessTree::folder).toList();
    long files = jailed ? files(processes) : 0;
    long atMost = sum(processes, TreeMemory::atMost, files);
    return atMost <= exactAbove ? atMost : sum(processes, TreeMemory::exact, files);
  }

  private static long sum(List<Path> processes, Function<Path, Used> of, long files) {
    Used sum = processes.stream().map(of).reduce(new Used(0, 0), Used::plus);
    return sum.own + Math.max(sum.shared, files);
  }

  private static Used atMost(Path process) {
    String status = ProcessTree.read(process.resolve("status"));
    return new Used(
        bytes(status, "RssAnon:") + bytes(status, "VmSwap:"), bytes(status, "RssShmem:"));
  }

  private static Used exact(Path process) {
    String rollup = ProcessTree.read(process.resolve("smaps_rollup"));
    // Empty when it has ended, or when it is not ours to look at: then the other holds.
    return rollup.isEmpty()
        ? atMost(process)
        : new Used(
            bytes(rollup, "Pss_Anon:") + bytes(rollup, "SwapPss:"), bytes(rollup, "Pss_Shmem:"));
  }

  /** The number of a line as {@code RssAnon: 1234 kB}, in bytes; 0 where there is none. */
  private static long bytes(String text, String key) {
    int at = text.indexOf(key);
    if (at < 0) {
      return 0;
    }
    long number = 0;
    for (int i = at + key.length(); i < text.length() && text.charAt(i) != 'k'; i++) {
      if (Character.isDigit(text.charAt(i))) {
        number = number * 10 + Character.digit(text.charAt(i), 10);
      }
    }
    return number << 10;
  }

  /** Only what runs below the root is inside of the walls, and all of that sees the same files. */
  private static long files(List<Path> processes) {
    if (processes.size() < 2) {
      return 0;
    }
    long used = 0;
    for (String folder : FILES_IN_MEMORY) {
      File seen = processes.get(1).resolve("root").resolve(folder).toFile();
      used += seen.getTotalSpace() - seen.getFreeSpace();
    }
    return used;
  }
}
