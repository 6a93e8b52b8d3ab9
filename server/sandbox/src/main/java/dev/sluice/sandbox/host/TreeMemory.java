package dev.sluice.sandbox.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  /** Whether they use more than this. */
  boolean isAbove(long bytes) {
    List<Path> processes = processes();
    long files = jailed ? files(processes) : 0;
    // Shared pages count in full for each process here: too much, and quick to tell.
    Used atMost = new Used(0, 0);
    for (Path process : processes) {
      atMost = atMost.plus(atMost(process));
    }
    if (atMost.own + Math.max(atMost.shared, files) <= bytes) {
      return false;
    }
    Used exact = new Used(0, 0);
    for (Path process : processes) {
      exact = exact.plus(exact(process));
    }
    return exact.own + Math.max(exact.shared, files) > bytes;
  }

  /** The folders in /proc of the tree's processes, the root's first, parents before children. */
  private List<Path> processes() {
    List<Path> found = new ArrayList<>(List.of(proc(Long.toString(root))));
    for (int i = 0; i < found.size(); i++) {
      for (String child : children(found.get(i)).split(" ", 0)) {
        if (!child.isBlank()) {
          found.add(proc(child));
        }
      }
    }
    return found;
  }

  private static String children(Path process) {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        all.append(read(thread.resolve("children")));
      }
      return all.toString();
    } catch (IOException | DirectoryIteratorException e) {
      // It has just ended; its children have another parent, further up in this tree.
      return "";
    }
  }

  private static Path proc(String pid) {
    return Path.of("/proc", pid.strip());
  }

  private static Used atMost(Path process) {
    String status = read(process.resolve("status"));
    return new Used(
        bytes(status, "RssAnon:") + bytes(status, "VmSwap:"), bytes(status, "RssShmem:"));
  }

  private static Used exact(Path process) {
    String rollup = read(process.resolve("smaps_rollup"));
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

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
