package dev.sluice.sandbox.jail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Groups of either version as directories: version 2 has one for an instance, version 1 one in each
 * hierarchy. Thread-safe.
 */
final class FileCgroups implements Cgroups {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration RETRY = Duration.ofMillis(10);

  private final String kind;

  /** Where groups are made: the one of version 2, or memory's and pids' of version 1. */
  private final List<Path> parents;

  private final FileNames names;

  /** Groups whose processes were still ending when they were to be removed. */
  private final ConcurrentLinkedQueue<Path> lingering = new ConcurrentLinkedQueue<>();

  /** What the files of a version are called. */
  record FileNames(String memoryLimit, String memoryEvents) {}

  static final FileNames V1 = new FileNames("memory.limit_in_bytes", "memory.oom_control");
  static final FileNames V2 = new FileNames("memory.max", "memory.events");

  FileCgroups(String kind, List<Path> parents, FileNames names) {
    this.kind = kind;
    this.parents = List.copyOf(parents);
    this.names = names;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Group create(String id, int maxProcesses) throws IOException {
    lingering.removeIf(FileCgroups::delete);
    List<Path> folders = new ArrayList<>();
    for (Path parent : parents) {
      folders.add(Files.createDirectory(parent.resolve(id)));
    }
    write(folders.get(folders.size() - 1).resolve("pids.max"), Integer.toString(maxProcesses));
    return new FileGroup(folders);
  }

  @Override
  public void removeAll() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean gone = false;
    while (!gone && System.nanoTime() < end) {
      gone = true;
      for (Path parent : parents) {
        for (Path child : children(parent)) {
          new FileGroup(List.of(child)).kill();
          gone &= delete(child);
        }
        gone &= delete(parent);
      }
      if (!gone) {
        // The kernel does not tell when a killed process has left its group.
        LockSupport.parkNanos(this, RETRY.toNanos());
      }
    }
  }

  private static List<Path> children(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean delete(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  private final class FileGroup implements Group {
    private final List<Path> folders;

    FileGroup(List<Path> folders) {
      this.folders = List.copyOf(folders);
    }

    @Override
    public List<Path> processFiles() {
      return folders.stream().map(folder -> folder.resolve("cgroup.procs")).toList();
    }

    @Override
    public void limitMemory(long bytes) throws IOException {
      write(folders.get(0).resolve(names.memoryLimit()), Long.toString(bytes));
      Path swap = folders.get(0).resolve("memory.swap.max");
      if (Files.exists(swap)) {
        write(swap, "0");
      }
    }

    @Override
    public boolean outOfMemory() {
      try {
        return Files.readAllLines(folders.get(0).resolve(names.memoryEvents())).stream()
            .anyMatch(line -> line.startsWith("oom_kill ") && !line.equals("oom_kill 0"));
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public void kill() {
      for (Path file : processFiles()) {
        try {
          for (String pid : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
          }
        } catch (IOException | NumberFormatException e) {
          // The group is gone, and its processes with it: so is the work.
          return;
        }
      }
    }

    @Override
    public void remove() {
      for (Path folder : folders) {
        if (!delete(folder)) {
          lingering.add(folder);
        }
      }
    }
  }
}
