package dev.sluice.sandbox.jail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Control groups of this host, whichever version it has. Thread-safe. */
public interface Cgroups {

  /** For {@code HostReport.limits}. */
  String kind();

  /** Whether the kernel limits memory and processes by them; the server watches otherwise. */
  boolean limitsMemory();

  /** Whether the kernel shares out processors by them. */
  boolean limitsProcessors();

  /**
   * Limits the memory of all groups together; does nothing where there are no groups.
   *
   * @throws IOException when the kernel refuses
   */
  void limitAll(long memoryBytes) throws IOException;

  /** What all groups use together, in bytes; null where there are no groups to tell. */
  @Nullable Long memoryOfAll();

  /** Makes an empty group; processes join by writing their pid to each of its process files. */
  Group create(String id, int maxProcesses) throws IOException;

  /** Removes all groups, also those that a killed server left. */
  void removeAll();

  /** One instance's group. */
  interface Group {

    /** The files that a process writes its own pid to. */
    List<Path> processFiles();

    /** Whether {@link #limitProcessors} has an effect. */
    boolean limitsProcessors();

    /** Limits memory, also of what runs already. */
    void limitMemory(long bytes) throws IOException;

    /**
     * Limits processor time, and weighs it against that of other groups.
     *
     * @param cpus in processors
     */
    void limitProcessors(double cpus) throws IOException;

    /**
     * Weighs its processor time against that of other groups, for the time when all want some.
     *
     * @param cpus in processors
     */
    void weighProcessors(double cpus) throws IOException;

    /**
     * Keeps it off the processors that are left to calls which are over in a moment, or lets it on
     * all. Does nothing where there is one processor, or where the server may not choose.
     */
    void leaveRoom(boolean leave) throws IOException;

    /** Whether the kernel ended a process of the group for its memory. */
    boolean outOfMemory();

    /** What it uses now; null where nobody counts. */
    @Nullable Usage usage();

    /** The processes in it, as the server sees their ids; null where nobody knows. */
    @Nullable List<Long> processes();

    /**
     * Measures it; to be closed before the group is removed. Null where the kernel does not count
     * what is measured.
     */
    @Nullable Meter meter();

    /** Ends every process of the group. */
    void kill();

    /**
     * Removes the group: waits while the kernel still ends its processes, or leaves it for later.
     */
    void remove();
  }

  /**
   * What a group uses.
   *
   * @param memoryBytes what the kernel could not take back: caches of files do not count
   * @param processes and threads
   */
  record Usage(long memoryBytes, int processes) {}
}
