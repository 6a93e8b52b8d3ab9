package dev.sluice.core.stats;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.invocation.RecordJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads numbers of functions; a reader sees all that ended before. Thread-safe. */
public final class StatsService {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_STEPS = 1_500;
  private static final List<Duration> STEPS =
      List.of(
          MINUTE,
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  /** Steps where none are asked for. */
  private static final int USUAL_STEPS = 120;

  private final StatsStore store;
  private final RecordJournal journal;
  private final Throttles throttles;
  private final Clock clock;
  private final Duration retention;

  /**
   * Reads this store.
   *
   * @param retention how long numbers are kept
   */
  public StatsService(
      StatsStore store,
      RecordJournal journal,
      Throttles throttles,
      Clock clock,
      Duration retention) {
    this.store = store;
    this.journal = journal;
    this.throttles = throttles;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * Makes a query whole: the last hour, and steps of a fitting length, where nothing is said.
   *
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  public StatsQuery query(
      String namespace,
      String function,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Duration step,
      StatsQuery.By by) {
    Instant end = until == null ? clock.instant() : until;
    Instant begin = from == null ? end.minus(USUAL) : from;
    Duration length = Duration.between(begin, end);
    if (length.isNegative() || length.isZero()) {
      throw invalid(
          "from is not before to.", "Give from and to as instants, like 2026-01-31T12:00:00Z.");
    }
    Duration every = step == null ? fitting(length) : step;
    if (every.compareTo(MINUTE) < 0 || every.toSeconds() % MINUTE.toSeconds() != 0) {
      throw invalid("step is " + every + ".", "Give whole minutes, like 1m, 5m or 1h.");
    }
    if (length.dividedBy(every) > MOST_STEPS) {
      throw invalid(
          "That makes " + length.dividedBy(every) + " steps.",
          "Ask for at most " + MOST_STEPS + ": a longer step, or a shorter range.");
    }
    long seconds = every.toSeconds();
    Instant aligned =
        Instant.ofEpochSecond(Math.floorDiv(begin.getEpochSecond(), seconds) * seconds);
    return new StatsQuery(namespace, function, aligned, end, every, by);
  }

  private static Duration fitting(Duration length) {
    return STEPS.stream()
        .filter(step -> length.dividedBy(step) <= USUAL_STEPS)
        .findFirst()
        .orElse(STEPS.get(STEPS.size() - 1));
  }

  /** All together, and then each version or qualifier in order of their names, if asked for. */
  public List<StatsSeries> read(StatsQuery query) {
    journal.flush(PATIENCE);
    throttles.flush();
    Map<StatsKey, Tally> minutes =
        store.read(query.namespace(), query.function(), query.from(), query.until());
    SortedMap<String, StatsSeries> groups = new TreeMap<>();
    StatsSeries all = empty("", query);
    minutes.forEach(
        (key, tally) -> {
          add(all, key, tally, query);
          String name = name(key, query.by());
          if (name != null) {
            add(groups.computeIfAbsent(name, n -> empty(n, query)), key, tally, query);
          }
        });
    List<StatsSeries> series = new ArrayList<>();
    series.add(all);
    series.addAll(groups.values());
    return series;
  }

  private static @Nullable String name(StatsKey key, StatsQuery.By by) {
    return switch (by) {
      case NOTHING -> null;
      case VERSION -> key.version();
      case QUALIFIER -> key.qualifier();
    };
  }

  private static StatsSeries empty(String name, StatsQuery query) {
    SortedMap<Instant, Tally> steps = new TreeMap<>();
    for (Instant at = query.from(); at.isBefore(query.until()); at = at.plus(query.step())) {
      steps.put(at, new Tally());
    }
    return new StatsSeries(name, new Tally(), steps);
  }

  private static void add(StatsSeries series, StatsKey key, Tally tally, StatsQuery query) {
    series.total().add(tally);
    long step = query.step().toSeconds();
    long since = key.begin().getEpochSecond() - query.from().getEpochSecond();
    Tally at = series.steps().get(query.from().plusSeconds(since / step * step));
    if (at != null) {
      at.add(tally);
    }
  }

  /** Removes what is older than the retention. */
  public void prune() {
    store.prune(clock.instant().minus(retention));
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }
}
