package dev.sluice.studio.core.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** How many events a second came of late, by counters that only grow. Not thread-safe. */
public final class SourceRates {
  private final Duration length;
  private final Deque<Seen> seen = new ArrayDeque<>();

  /** The counters of all sources at one time. */
  private record Seen(Instant at, Map<String, Long> events) {}

  /**
   * Knows nothing yet.
   *
   * @param length how far it looks back
   */
  public SourceRates(Duration length) {
    this.length = length;
  }

  /** Forgets all. */
  public void clear() {
    seen.clear();
  }

  /** Looks back to the last time at most: what came before counts no more. */
  public void restart() {
    while (seen.size() > 1) {
      seen.removeFirst();
    }
  }

  /**
   * What the counters say now.
   *
   * @param events the events of each source since some time, which is the same for each call
   */
  public void add(Map<String, Long> events, Instant now) {
    seen.addLast(new Seen(now, Map.copyOf(events)));
    while (seen.size() > 2 && seen.getFirst().at().isBefore(now.minus(length))) {
      seen.removeFirst();
    }
  }

  /** Events a second that a source brought; 0 where that is not known yet. */
  public double of(String name) {
    if (seen.size() < 2) {
      return 0;
    }
    Seen first = seen.getFirst();
    Seen last = seen.getLast();
    double seconds = Duration.between(first.at(), last.at()).toMillis() / 1e3;
    long count = last.events().getOrDefault(name, 0L) - first.events().getOrDefault(name, 0L);
    // A server that was started anew counts from the beginning.
    return seconds <= 0 ? 0 : Math.max(0, count) / seconds;
  }
}
