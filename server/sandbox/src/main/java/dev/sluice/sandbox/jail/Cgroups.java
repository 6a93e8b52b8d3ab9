package dev.sluice.sandbox.jail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Control groups of this host, whichever version it has. Thread-safe. */
public interface Cgroups {

  /** For {@code HostReport.limits}. */
  String kind();

  /** Whether the kernel limits memory by them; somebody has to watch it otherwise. */
  default boolean limitsMemory() {
    return true;
  }

  /** Makes an empty group; processes join by writing their pid to each of its process files. */
  Group create(String id, int maxProcesses) throws IOException;

  /** Removes all groups, also those that a killed server left. */
  void removeAll();

  /** One instance's group. */
  interface Group {

    /** The files that a process writes its own pid to. */
    List<Path> processFiles();

    /** Limits memory, also of what runs already. */
    void limitMemory(long bytes) throws IOException;

    /** Whether the kernel ended a process of the group for its memory. */
    boolean outOfMemory();

    /** Ends every process of the group. */
    void kill();

    /** Removes the group, now or, while the kernel still ends its processes, later. */
    void remove();
  }

  /** No control groups: limits are those of single processes. */
  final class None implements Cgroups {
    @Override
    public String kind() {
      return "rlimit";
    }

    @Override
    public boolean limitsMemory() {
      return false;
    }

    @Override
    public Group create(String id, int maxProcesses) {
      return new Group() {
        @Override
        public List<Path> processFiles() {
          return List.of();
        }

        @Override
        public void limitMemory(long bytes) {
          // The server watches the memory of its instances instead.
        }

        @Override
        public boolean outOfMemory() {
          return false;
        }

        @Override
        public void kill() {
          // The process and its namespace are ended by their owner.
        }

        @Override
        public void remove() {
          // There is nothing.
        }
      };
    }

    @Override
    public void removeAll() {
      // There is nothing.
    }
  }
}
