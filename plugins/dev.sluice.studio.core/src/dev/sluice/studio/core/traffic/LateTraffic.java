package dev.sluice.studio.core.traffic;

import dev.sluice.api.InvocationInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** What ended of late through aliases of one function, by version. Not thread-safe. */
final class LateTraffic {
  private static final int MOST = 100_000;

  private final Duration length;
  private final Deque<Ended> ended = new ArrayDeque<>();

  private record Ended(long at, String alias, String version, boolean failed) {}

  /** How many, and how many of them failed. */
  record Count(long all, long failed) {}

  LateTraffic(Duration length) {
    this.length = length;
  }

  void clear() {
    ended.clear();
  }

  void add(InvocationInfo info, Instant now) {
    ended.addLast(
        new Ended(
            now.toEpochMilli(),
            info.qualifier(),
            info.version(),
            !"succeeded".equals(info.status())));
    if (ended.size() > MOST) {
      ended.removeFirst();
    }
  }

  /** The counts of the versions that an alias led to. */
  Map<String, Count> counts(String alias, Instant now) {
    long since = now.minus(length).toEpochMilli();
    while (!ended.isEmpty() && ended.getFirst().at() < since) {
      ended.removeFirst();
    }
    Map<String, Count> counts = new TreeMap<>();
    for (Ended one : ended) {
      if (one.alias().equals(alias)) {
        counts.merge(
            one.version(),
            new Count(1, one.failed() ? 1 : 0),
            (a, b) -> new Count(a.all() + b.all(), a.failed() + b.failed()));
      }
    }
    return counts;
  }

  /** How long it looks back. */
  Duration length() {
    return length;
  }
}
