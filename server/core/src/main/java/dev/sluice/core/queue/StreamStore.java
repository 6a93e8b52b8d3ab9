package dev.sluice.core.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how far ordered queues are, and events that were settled, for replays. Positions are those
 * of {@link Positions}. What changes something is on disk on return. Thread-safe.
 */
public interface StreamStore {

  /**
   * How far a shard is.
   *
   * @param position of the event that was settled last
   * @param settled how many events were
   * @param settledAt when the last one was
   * @param lost the last position that cannot be replayed; 0 for none
   */
  record Checkpoint(QueueName queue, long position, long settled, Instant settledAt, long lost) {}

  /**
   * What a replay came to.
   *
   * @param lost the last position that is not kept, where the replay began at or before it and
   *     nothing was done; else null
   * @param queues in which there are events now
   */
  record Replayed(int events, @Nullable Long lost, List<QueueName> queues) {
    public Replayed {
      queues = List.copyOf(queues);
    }
  }

  /** The largest position that was ever given, as far as it is known; 0 for none. */
  long lastPosition();

  /** Events that block their shards, of all namespaces. */
  List<QueuedEvent> blocked();

  /** Events that block their shards. */
  List<QueuedEvent> blocked(String namespace);

  /** Lets an event that blocks be tried again with all its attempts; false where it does not. */
  boolean unblock(QueuedEvent event);

  /** How far all shards of an association are in which something was settled. */
  List<Checkpoint> checkpoints(String namespace, String association);

  /**
   * The position of an event that is kept or waits; the first where there are several.
   *
   * @param eventId the CloudEvent's id
   */
  Optional<Long> position(
      String namespace, String association, @Nullable String function, String eventId);

  /**
   * Puts kept events back into their queues, at the positions that they had, as new invocations; in
   * one transaction.
   *
   * @param function only events for it; null for all of the association's
   * @param from the first position
   * @param ids of the invocations
   */
  Replayed replay(
      String namespace,
      String association,
      @Nullable String function,
      long from,
      Instant now,
      Supplier<String> ids);

  /** Queues, without shards, of which events are kept. */
  List<QueueName> keeping();

  /**
   * Forgets kept events of a queue.
   *
   * @param queue without a shard
   * @param before those below this position
   * @param most all but so many of the newest
   * @return how many were
   */
  int forget(QueueName queue, long before, int most);
}
