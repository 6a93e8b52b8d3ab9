package dev.sluice.studio.core.wiring;

import dev.sluice.api.InvocationInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How many events a second came from sources, and how many ran through associations, over the last
 * half minute. Not thread-safe.
 */
final class Rates {
  private static final Duration LENGTH = Duration.ofSeconds(30);
  private static final int MOST = 100_000;
  private static final String TRIGGER = "association:";

  private final Deque<Ended> ended = new ArrayDeque<>();
  private final SourceCounts sources = new SourceCounts(LENGTH);
  private Instant since;

  private record Ended(Instant at, Way way, boolean failed) {}

  /**
   * What ran of late.
   *
   * @param perSecond ends a second
   * @param failed the part of them that failed, 0 to 1
   */
  record Rate(double perSecond, double failed) {
    static final Rate NONE = new Rate(0, 0);
  }

  /** Begins to count. */
  Rates(Instant now) {
    since = now;
  }

  /** Forgets all. */
  void clear(Instant now) {
    ended.clear();
    sources.clear();
    since = now;
  }

  /** An invocation ended. */
  void add(InvocationInfo info, Instant now) {
    if (info.trigger().startsWith(TRIGGER)) {
      ended.addLast(
          new Ended(
              now,
              new Way(info.trigger().substring(TRIGGER.length()), info.function()),
              !"succeeded".equals(info.status())));
      if (ended.size() > MOST) {
        ended.removeFirst();
      }
    }
  }

  /** What the server says of its sources. */
  void add(Wiring wiring, Instant now) {
    sources.add(wiring.sources(), wiring.last(), now);
  }

  /** Events a second that a source brought, or all of them: {@link SourceCounts#ANY}. */
  double source(String name) {
    return sources.of(name);
  }

  /** What ran through associations: counted once, for a whole drawing. */
  Through through(Instant now) {
    Instant from = now.minus(LENGTH);
    while (!ended.isEmpty() && ended.getFirst().at().isBefore(from)) {
      ended.removeFirst();
    }
    Map<Way, long[]> counts = new HashMap<>();
    for (Ended one : ended) {
      long[] count = counts.computeIfAbsent(one.way(), none -> new long[2]);
      count[0]++;
      count[1] += one.failed() ? 1 : 0;
    }
    Duration watched = Duration.between(since.isAfter(from) ? since : from, now);
    double seconds = Math.max(1, watched.toMillis() / 1e3);
    Map<Way, Rate> rates = new HashMap<>();
    counts.forEach(
        (way, count) -> rates.put(way, new Rate(count[0] / seconds, (double) count[1] / count[0])));
    return new Through(rates);
  }

  /** What ran of late through each association, for each function. Immutable. */
  record Through(Map<Way, Rate> rates) {
    Rate of(String association, String function) {
      return rates.getOrDefault(new Way(association, function), Rate.NONE);
    }
  }

  /** From an association to a function. */
  record Way(String association, String function) {}
}
