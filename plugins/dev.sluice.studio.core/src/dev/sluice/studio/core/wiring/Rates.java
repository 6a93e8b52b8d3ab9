package dev.sluice.studio.core.wiring;

import dev.sluice.api.InvocationInfo;
import dev.sluice.api.SourceInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
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
  private final Deque<Seen> seen = new ArrayDeque<>();
  private Instant since;

  private record Ended(Instant at, Way way, boolean failed) {}

  /** The counters of all sources at one time. */
  private record Seen(Instant at, Map<String, Long> events) {}

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
    seen.clear();
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
  void add(List<SourceInfo> sources, Instant now) {
    Map<String, Long> events = new HashMap<>();
    sources.forEach(source -> events.put(source.name(), source.events()));
    seen.addLast(new Seen(now, events));
    while (seen.size() > 2 && seen.getFirst().at().isBefore(now.minus(LENGTH))) {
      seen.removeFirst();
    }
  }

  /** Events a second that a source brought. */
  double source(String name) {
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
