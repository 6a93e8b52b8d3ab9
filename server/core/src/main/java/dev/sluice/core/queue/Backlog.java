package dev.sluice.core.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a queue.
 *
 * @param waiting events that wait or run
 * @param dead dead letters
 * @param oldest when the oldest of those that wait was accepted; null for none
 */
public record Backlog(long waiting, long dead, @Nullable Instant oldest) {
  /** Nothing. */
  public static final Backlog NONE = new Backlog(0, 0, null);

  /** Both together. */
  public Backlog plus(Backlog other) {
    return new Backlog(
        waiting + other.waiting,
        dead + other.dead,
        Stream.of(oldest, other.oldest)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }
}
