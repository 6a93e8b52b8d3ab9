package dev.sluice.sandbox.jail;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * No control groups: limits are those of single processes.
 *
 * @param reason why there are none, for the operator
 */
public record NoCgroups(String reason) implements Cgroups {
  @Override
  public String kind() {
    return "rlimit";
  }

  @Override
  public boolean limitsMemory() {
    return false;
  }

  @Override
  public boolean limitsProcessors() {
    return false;
  }

  @Override
  public void limitAll(long memoryBytes) {
    // The pool keeps to the budget by what it is told of the instances.
  }

  @Override
  public @Nullable Long memoryOfAll() {
    return null;
  }

  @Override
  public Group create(String id, int maxProcesses) {
    return new NoGroup();
  }

  @Override
  public void removeAll() {
    // There is nothing.
  }

  private static final class NoGroup implements Group {
    @Override
    public List<Path> processFiles() {
      return List.of();
    }

    @Override
    public boolean limitsProcessors() {
      return false;
    }

    @Override
    public void limitMemory(long bytes) {
      // The server watches the memory of its instances instead.
    }

    @Override
    public void limitProcessors(double cpus) {
      // Nobody can.
    }

    @Override
    public void weighProcessors(double cpus) {
      // Nobody can.
    }

    @Override
    public void leaveRoom(boolean leave) {
      // As above.
    }

    @Override
    public boolean outOfMemory() {
      return false;
    }

    @Override
    public @Nullable Usage usage() {
      return null;
    }

    @Override
    public @Nullable List<Long> processes() {
      return null;
    }

    @Override
    public @Nullable Meter meter() {
      return null;
    }

    @Override
    public void kill() {
      // The process and its namespace are ended by their owner.
    }

    @Override
    public void remove() {
      // There is nothing.
    }
  }
}
