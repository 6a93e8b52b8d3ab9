package dev.sluice.sandbox.jail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Groups of either version as directories: version 2 has one for an instance, version 1 one in each
 * hierarchy. Thread-safe.
 */
final class FileCgroups implements Cgroups {
  private static final Logger LOG = LoggerFactory.getLogger(FileCgroups.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration RETRY = Duration.ofMillis(10);

  private final String kind;
  private final CgroupFiles files;
  private final Folders parents;
  private final @Nullable Processors processors;

  /** Groups whose processes were still ending when they were to be removed. */
  private final ConcurrentLinkedQueue<Path> lingering = new ConcurrentLinkedQueue<>();

  /**
   * Where the controllers of a group are: in one folder in version 2, in one each in version 1.
   *
   * @param cpu null where this server does not have that controller
   * @param counted where time on processors is counted; null where it is not
   * @param cpuset where processors are chosen; null where this server may not do that
   */
  record Folders(
      Path memory, Path pids, @Nullable Path cpu, @Nullable Path counted, @Nullable Path cpuset) {

    private List<Path> all() {
      return Stream.of(memory, pids, cpu, counted, cpuset)
          .filter(Objects::nonNull)
          .distinct()
          .toList();
    }

    private Folders child(String name) {
      return new Folders(
          memory.resolve(name),
          pids.resolve(name),
          cpu == null ? null : cpu.resolve(name),
          counted == null ? null : counted.resolve(name),
          cpuset == null ? null : cpuset.resolve(name));
    }
  }

  /**
   * Groups below these.
   *
   * @throws IOException when the kernel does not tell the processors that they have
   */
  FileCgroups(String kind, CgroupFiles files, Folders parents) throws IOException {
    this.kind = kind;
    this.files = files;
    this.parents = parents;
    Path cpuset = parents.cpuset();
    this.processors =
        cpuset == null
            ? null
            : Processors.of(
                files.processors(cpuset), String.valueOf(cpuset.getFileName()).hashCode());
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public boolean limitsMemory() {
    return true;
  }

  @Override
  public boolean limitsProcessors() {
    return parents.cpu() != null;
  }

  @Override
  public void limitAll(long memoryBytes) throws IOException {
    files.limitMemory(parents.memory(), memoryBytes);
  }

  @Override
  public @Nullable Long memoryOfAll() {
    return files.memory(parents.memory());
  }

  @Override
  public Group create(String id, int maxProcesses) throws IOException {
    lingering.removeIf(FileCgroups::delete);
    Folders folders = parents.child(id);
    for (Path folder : folders.all()) {
      Files.createDirectory(folder);
    }
    Files.writeString(folders.pids().resolve("pids.max"), Integer.toString(maxProcesses));
    Path cpuset = folders.cpuset();
    if (cpuset != null && processors != null) {
      files.openProcessors(cpuset, processors.all());
    }
    return new FileGroup(folders);
  }

  @Override
  public void removeAll() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean gone = false;
    while (!gone && System.nanoTime() < end) {
      gone = true;
      for (Path parent : parents.all()) {
        for (Path child : children(parent)) {
          kill(child);
          gone &= delete(child);
        }
        gone &= delete(parent);
      }
      if (!gone) {
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

  /** The kernel does not tell when a killed process has left its group: asks until that time. */
  private static boolean delete(Path folder, long end) {
    while (!delete(folder)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(RETRY.toNanos());
    }
    return true;
  }

  private static void kill(Path folder) {
    for (Long pid : processes(folder)) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** None when the group is gone. */
  private static List<Long> processes(Path folder) {
    return read(
        folder.resolve("cgroup.procs"),
        lines -> lines.stream().map(Long::valueOf).toList(),
        List.of());
  }

  private static <T> T read(Path file, Function<List<String>, T> of, T otherwise) {
    try {
      return of.apply(Files.readAllLines(file, StandardCharsets.US_ASCII));
    } catch (IOException | NumberFormatException e) {
      return otherwise;
    }
  }

  private final class FileGroup implements Group {
    private final Folders folders;

    FileGroup(Folders folders) {
      this.folders = folders;
    }

    @Override
    public List<Path> processFiles() {
      return folders.all().stream().map(folder -> folder.resolve("cgroup.procs")).toList();
    }

    @Override
    public boolean limitsProcessors() {
      return folders.cpu() != null;
    }

    @Override
    public void limitMemory(long bytes) throws IOException {
      files.limitMemory(folders.memory(), bytes);
    }

    @Override
    public void limitProcessors(double cpus) throws IOException {
      Path folder = folders.cpu();
      if (folder != null) {
        files.limitProcessors(folder, cpus);
      }
    }

    @Override
    public void weighProcessors(double cpus) throws IOException {
      Path folder = folders.cpu();
      if (folder != null) {
        files.weigh(folder, cpus);
      }
    }

    @Override
    public void leaveRoom(boolean leave) throws IOException {
      Path folder = folders.cpuset();
      if (folder != null && processors != null) {
        files.runOn(folder, leave ? processors.back() : processors.all());
      }
    }

    @Override
    public boolean outOfMemory() {
      return files.outOfMemory(folders.memory());
    }

    @Override
    public @Nullable Usage usage() {
      Long memory = files.memory(folders.memory());
      return memory == null
          ? null
          : new Usage(
              memory,
              read(
                  folders.pids().resolve("pids.current"),
                  lines -> Integer.valueOf(lines.get(0)),
                  0));
    }

    @Override
    public List<Long> processes() {
      return FileCgroups.processes(folders.pids());
    }

    @Override
    public @Nullable Meter meter() {
      Path counted = folders.counted();
      try {
        return counted == null ? null : files.meter(counted, folders.memory());
      } catch (IOException e) {
        LOG.debug("A group cannot be measured.", e);
        return null;
      }
    }

    @Override
    public void kill() {
      FileCgroups.kill(folders.pids());
    }

    @Override
    public void remove() {
      long end = System.nanoTime() + PATIENCE.toNanos();
      for (Path folder : folders.all()) {
        if (!delete(folder, end)) {
          lingering.add(folder);
        }
      }
    }
  }
}
