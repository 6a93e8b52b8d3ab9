package dev.sluice.core.stats;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.FunctionName;
import dev.sluice.core.SluiceException;
import dev.sluice.core.invocation.RecordJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads numbers of functions; a reader sees all that ended before. Thread-safe. */
public final class StatsService {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MOST_OF_ALL = Duration.ofDays(1);
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
   * @param functions empty for all of the namespace, of a day at most
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  public StatsQuery query(
      String namespace,
      List<String> functions,
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
    if (functions.isEmpty() && length.compareTo(MOST_OF_ALL) > 0) {
      throw invalid(
          "All functions are asked for over more than a day.",
          "Name the functions, or give from and to that are a day apart at most.");
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
    return new StatsQuery(namespace, functions, aligned, end, every, by);
  }

  private static Duration fitting(Duration length) {
    return STEPS.stream()
        .filter(step -> length.dividedBy(step) <= USUAL_STEPS)
        .findFirst()
        .orElse(STEPS.get(STEPS.size() - 1));
  }

  /** All together, and then each function, version or qualifier, if asked for. */
  public List<StatsSeries> read(StatsQuery query, Top top) {
    journal.flush(PATIENCE);
    throttles.flush();
    Map<StatsKey, Tally> minutes =
        store.read(query.namespace(), query.functions(), query.from(), query.until());
    SortedMap<String, StatsSeries> groups = new TreeMap<>();
    StatsSeries all = empty("", query);
    minutes.forEach(
        (key, tally) -> {
          add(all, key.begin(), query, to -> to.add(tally));
          String name = name(key, query.by());
          if (name != null) {
            add(group(groups, name, query), key.begin(), query, to -> to.add(tally));
          }
        });
    addSamples(all, groups, query);
    List<StatsSeries> series = new ArrayList<>();
    series.add(all);
    series.addAll(top.of(List.copyOf(groups.values())));
    return series;
  }

  /** Functions have samples, their versions and qualifiers have none. */
  private void addSamples(
      StatsSeries all, SortedMap<String, StatsSeries> groups, StatsQuery query) {
    Map<Long, Sample> together = new HashMap<>();
    store
        .samples(query.namespace(), query.functions(), query.from(), query.until())
        .forEach(
            (key, sample) -> {
              together.merge(key.minute(), sample, Sample::plus);
              if (query.by() == StatsQuery.By.FUNCTION) {
                add(group(groups, key.function(), query), key.begin(), query, to -> to.add(sample));
              }
            });
    together.forEach(
        (minute, sample) -> add(all, StatsKey.begin(minute), query, to -> to.add(sample)));
  }

  private static StatsSeries group(
      SortedMap<String, StatsSeries> groups, String name, StatsQuery query) {
    return groups.computeIfAbsent(name, one -> empty(one, query));
  }

  private static @Nullable String name(StatsKey key, StatsQuery.By by) {
    return switch (by) {
      case NOTHING -> null;
      case FUNCTION -> key.function();
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

  private static void add(
      StatsSeries series, Instant minute, StatsQuery query, Consumer<Tally> adding) {
    adding.accept(series.total());
    long step = query.step().toSeconds();
    long since = minute.getEpochSecond() - query.from().getEpochSecond();
    Tally at = series.steps().get(query.from().plusSeconds(since / step * step));
    if (at != null) {
      adding.accept(at);
    }
  }

  /**
   * Keeps what there is now, where it is the most of this minute; to be called some times in it.
   *
   * @param now of every function that has any
   */
  public void sample(Map<FunctionName, Sample> now) {
    long minute = StatsKey.minute(clock.instant());
    Map<SampleKey, Sample> samples = new HashMap<>();
    now.forEach(
        (of, sample) -> samples.put(new SampleKey(of.namespace(), of.name(), minute), sample));
    if (!samples.isEmpty()) {
      store.addSamples(samples);
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
