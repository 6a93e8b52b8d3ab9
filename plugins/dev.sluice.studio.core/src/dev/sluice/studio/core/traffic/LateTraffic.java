package dev.sluice.studio.core.traffic;

import dev.sluice.api.InvocationInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What ended of late of one function, by version and by where it came from. Not thread-safe. */
final class LateTraffic {
  private static final int MOST = 100_000;

  private final Duration length;
  private final Deque<Ended> ended = new ArrayDeque<>();
  private Instant since = Instant.MIN;

  private record Ended(
      long at, String qualifier, String trigger, Source source, String version, boolean failed) {
    boolean through(Split split) {
      return split.carries(qualifier, trigger);
    }
  }

  /** How many, and how many of them failed. */
  private record Count(long all, long failed) {
    static final Count NONE = new Count(0, 0);

    Count plus(boolean failure) {
      return new Count(all + 1, failed + (failure ? 1 : 0));
    }
  }

  LateTraffic(Duration length) {
    this.length = length;
  }

  /** Forgets all, and begins to count. */
  void clear(Instant now) {
    ended.clear();
    since = now;
  }

  void add(InvocationInfo info, Instant now) {
    // Events that are given up before a version was chosen went nowhere.
    if (!info.version().isEmpty()) {
      boolean failed = !"succeeded".equals(info.status());
      ended.addLast(
          new Ended(
              now.toEpochMilli(),
              info.qualifier(),
              info.trigger(),
              Source.of(info),
              info.version(),
              failed));
      if (ended.size() > MOST) {
        ended.removeFirst();
      }
    }
  }

  private void forget(Instant now) {
    long from = now.minus(length).toEpochMilli();
    while (!ended.isEmpty() && ended.getFirst().at() < from) {
      ended.removeFirst();
    }
  }

  /** For how long it has counted, in seconds. */
  private double seconds(Instant now) {
    return Math.max(
        1, Math.min(length.toSeconds(), Duration.between(since, now).toMillis() / 1000.0));
  }

  /**
   * What goes where, in order of the versions; those without any share are left out.
   *
   * @param now the shares of the split
   * @param wanted those that are planned
   */
  List<Flow> flows(Split split, Shares now, Shares wanted, Instant at) {
    forget(at);
    Map<String, Count> counts = new TreeMap<>();
    long all = 0;
    for (Ended one : ended) {
      if (one.through(split)) {
        counts.put(
            one.version(), counts.getOrDefault(one.version(), Count.NONE).plus(one.failed()));
        all++;
      }
    }
    double seconds = seconds(at);
    List<Flow> flows = new ArrayList<>();
    for (int version : now.percent().keySet()) {
      int percent = now.percent().getOrDefault(version, 0);
      int plan = wanted.percent().getOrDefault(version, 0);
      Count count = counts.getOrDefault(Integer.toString(version), Count.NONE);
      if (percent > 0 || plan > 0 || count.all() > 0) {
        flows.add(
            new Flow(
                version,
                percent,
                plan,
                count.all() / seconds,
                all == 0 ? Double.NaN : (double) count.all() / all,
                count.all() == 0 ? Double.NaN : (double) count.failed() / count.all()));
      }
    }
    return flows;
  }

  /** Where it came from. */
  List<SourceFlow.Amount> sources(Split split, Instant at) {
    forget(at);
    Map<Source, Long> counts = new HashMap<>();
    for (Ended one : ended) {
      if (one.through(split)) {
        counts.merge(one.source(), 1L, Long::sum);
      }
    }
    double seconds = seconds(at);
    return counts.entrySet().stream()
        .map(entry -> new SourceFlow.Amount(entry.getKey(), entry.getValue() / seconds))
        .toList();
  }
}
