package dev.sluice.core.queue;

import dev.sluice.core.queue.combination.CombinationStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps events until they were run, and dead letters. Thread-safe. */
public interface QueueStore {
  /** Larger payloads are left out where many events are read. */
  int SMALL_BYTES = 4 << 10;

  /**
   * Adds events in one transaction, which is on disk after {@link #sync}. Called by one thread at a
   * time.
   *
   * @return for each the id of its invocation: its own, or that of the same event before, where it
   *     is dropped
   */
  List<String> add(List<Accepting> events);

  /**
   * Does this in one transaction, which is on disk after {@link #sync}. Called by one thread at a
   * time, which is that of {@link #add}.
   *
   * @param work is done again, in another transaction, where the first one could not be
   */
  <T> T together(Function<QueueTransaction, T> work);

  /** Returns once all that was added before is on disk. */
  void sync();

  /** All queues in which an event waits. */
  List<QueueName> waiting();

  /**
   * Events that are due, the longest due first; large payloads are left out. Events of ordered
   * queues are due at their positions.
   *
   * @param limit at most so many
   */
  List<QueuedEvent> due(QueueName queue, Instant now, int limit);

  /** When the next event is due after this moment; null for none. */
  @Nullable Instant nextDue(QueueName queue, Instant after);

  /** The payload of an event that is there; empty where it went meanwhile. */
  Optional<byte[]> payload(String id);

  /** Marks events as ones that may have run; on disk on return. */
  void claim(List<String> ids);

  /** All events that are claimed. */
  List<QueuedEvent> claimed();

  /**
   * Does all that follows from these, in one transaction, which is on disk when the database next
   * syncs, and on return where the end of a job's task is among them. May be repeated as it was,
   * even if it had come through.
   */
  void settle(List<Settlement> settlements);

  /** An event that waits or runs, without a large payload. */
  Optional<QueuedEvent> find(String namespace, String id);

  /**
   * Events that wait or run, newest first, without large payloads.
   *
   * @param before only ids below this one; null for all
   */
  List<QueuedEvent> list(
      String namespace, @Nullable String function, @Nullable String before, int limit);

  /** What waits, by queue. */
  Map<QueueName, Backlog> backlogs(@Nullable String namespace);

  /** A dead letter with its payload. */
  Optional<QueuedEvent> deadLetter(String namespace, String id);

  /** Dead letters, newest first, without payloads. */
  List<QueuedEvent> deadLetters(DeadLetterQuery query);

  /**
   * Removes dead letters; on disk on return.
   *
   * @return how many there were
   */
  int removeDeadLetters(String namespace, List<String> ids);

  /**
   * Replaces a dead letter by an event; on disk on return.
   *
   * @return false, with nothing changed, where there is no such dead letter
   */
  boolean redrive(String namespace, String deadLetter, QueuedEvent event);

  /** How far ordered queues are. */
  StreamStore streams();

  /** Events that wait for others. */
  CombinationStore combinations();

  /** Forgets events that need not be remembered any more; returns how many. */
  int forget(Instant now);
}
