package dev.sluice.core.workflow;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
   * @param count how many events there are
   * @param events in JSON, as {@link #history} gives them; null for none
   * @param done so many of its events have had their effects outside
   * @param waits what it waits for; null where it is over
   * @param tasks JSON pointers to the tasks that it is at, or stands still at; none where it has
   *     come to its end
   */
  record Turn(
      ExecutionRecord after,
      boolean fresh,
      int count,
      @Nullable String events,
      int done,
      @Nullable String waits,
      List<String> tasks) {
    public Turn {
      tasks = List.copyOf(tasks);
    }

    /** The number of the first event. */
    public int first() {
      return after.events() - count;
    }
  }

  /**
   * Adds turns and events that came early, and removes such events, all or nothing, in one
   * transaction, which is on disk once {@link #synced} says so.
   */
  void write(List<Turn> turns, Collection<EarlyEvent> kept, Collection<EarlyEvent> gone)
      throws KeyTakenException;

  /**
   * Has all that was written before brought onto the disk.
   *
   * @return completed once it is there, by a thread that others wait for; exceptional, by {@link
   *     dev.sluice.core.SluiceException} {@code STORAGE_UNAVAILABLE}, when that failed, and then
   *     for all that is written later too
   */
  CompletableFuture<Void> synced();

  /** An execution. */
  Optional<ExecutionRecord> find(String namespace, String id);

  /**
   * An execution with the beginning of its history.
   *
   * @param parts the first ones; fewer than were asked for are all
   */
  record Kept(ExecutionRecord record, List<Part> parts) {}

  /**
   * An execution with the beginning of its history.
   *
   * @param most so many parts of it at most
   */
  Optional<Kept> find(String namespace, String id, int most);

  /** The execution of a key. */
  Optional<ExecutionRecord> findByKey(String namespace, String workflow, String key);

  /** Executions, the newest first; those of schedules only where their name is asked for. */
  List<ExecutionRecord> list(String namespace, ExecutionService.Search search, int limit);

  /**
   * An execution that is not over, or whose events have effects that were not seen to happen.
   *
   * @param done so many of its events have had their effects outside
   * @param waits as it was written; null where it was too long, or an earlier release did not say
   */
  record Unfinished(ExecutionRecord record, int done, @Nullable String waits) {}

  /** All executions for which something is to be done. */
  List<Unfinished> unfinished();

  /**
   * Removes executions that were over before a time and have had their effects, with their
   * histories.
   *
   * @param most so many at once
   * @return how many
   */
  int removeEnded(Instant before, int most);

  /** Events that came early, in the order in which they came. */
  List<EarlyEvent> early();

  /**
   * A part of an execution's history.
   *
   * @param first the number of its first event
   * @param events in JSON: one, or an array of those of a turn
   */
  record Part(int first, String events) {}

  /**
   * The history of an execution, the oldest first.
   *
   * @param from only parts that begin with this event or a later one
   * @param most so many parts at most; fewer are all that is left
   */
  List<Part> history(String id, int from, int most);
}
