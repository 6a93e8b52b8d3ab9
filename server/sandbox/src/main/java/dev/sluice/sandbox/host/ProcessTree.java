package dev.sluice.sandbox.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes below one, as {@code /proc} shows them. */
final class ProcessTree {
  private ProcessTree() {}

  /** Their ids: the root's first, parents before children. */
  static List<Long> of(long root) {
    List<Long> found = new ArrayList<>(List.of(root));
    for (int i = 0; i < found.size(); i++) {
      for (String child : children(folder(found.get(i))).split(" ", 0)) {
        if (!child.isBlank()) {
          found.add(Long.valueOf(child.strip()));
        }
      }
    }
    return found;
  }

  /** Its folder in /proc. */
  static Path folder(long process) {
    return Path.of("/proc", Long.toString(process));
  }

  /** The text of a file in /proc; empty when the process has ended, or is not ours to look at. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  /** How many files a process has open; 0 when it has ended, or is not ours to look at. */
  static int openFiles(long process) {
    String[] names = folder(process).resolve("fd").toFile().list();
    return names == null ? 0 : names.length;
  }

  /** In how many process namespaces it is, one inside of the other; 0 when it has ended. */
  static int depth(long process) {
    return read(folder(process).resolve("status"))
        .lines()
        .filter(line -> line.startsWith("NSpid:"))
        .mapToInt(line -> line.strip().split("\\s+").length - 1)
        .findFirst()
        .orElse(0);
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
}
