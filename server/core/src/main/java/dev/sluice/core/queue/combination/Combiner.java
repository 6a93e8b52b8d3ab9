package dev.sluice.core.queue.combination;

import dev.sluice.core.queue.QueuedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What combinations are made by. It is asked within a transaction, maybe twice: it answers the same
 * and does not wait. Thread-safe.
 */
public interface Combiner {
  /** How long a combination may take, from its first event on. */
  Duration window();

  /** Whether nothing is missing; what is whole stays so with more parts. */
  boolean isWhole(Set<String> parts);

  /**
   * What runs for a whole combination.
   *
   * @param key what its events have in common
   * @param events with their payloads, in no order
   */
  List<QueuedEvent> whole(String key, List<PartEvent> events, Instant now);
}
