package dev.sluice.core.workflow;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps executions: their histories, and what is looked for by. Thread-safe. */
public interface ExecutionStore {
  /** The key of a new execution belongs to another one; nothing was changed. */
  final class KeyTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Nobody needs more of it. */
    public KeyTakenException() {
      super("the key is taken", null, false, false);
    }
  }

  /**
   * What a turn adds to an execution.
   *
   * @param after the execution with these events
   * @param fresh whether it is new
   * @param events in JSON, the newest last
   */
  record Turn(ExecutionRecord after, boolean fresh, List<String> events) {
    public Turn {
      events = List.copyOf(events);
    }

    /** The number of the first event. */
    public int first() {
      return after.events() - events.size();
    }
  }

  /** Adds turns, all or none, in one transaction, which is on disk after {@link #sync}. */
  void write(List<Turn> turns) throws KeyTakenException;

  /** Returns once all that was written before is on disk. */
  void sync();

  /** An execution. */
  Optional<ExecutionRecord> find(String namespace, String id);

  /** The execution of a key. */
  Optional<ExecutionRecord> findByKey(String namespace, String workflow, String key);

  /**
   * Executions, the newest first.
   *
   * @param workflow only those of this one; null for all
   * @param status only those; null for all
   * @param before only ids below this one; null for all
   */
  List<ExecutionRecord> list(
      String namespace,
      @Nullable String workflow,
      @Nullable String status,
      @Nullable String before,
      int limit);

  /** All executions that are not over. */
  List<ExecutionRecord> unfinished();

  /** The events of an execution, in JSON, the oldest first. */
  List<String> history(String id);
}
