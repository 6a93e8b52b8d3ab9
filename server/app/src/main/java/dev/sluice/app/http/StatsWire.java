package dev.sluice.app.http;

import dev.sluice.api.StatsInfo;
import dev.sluice.core.stats.Histogram;
import dev.sluice.core.stats.StatsQuery;
import dev.sluice.core.stats.StatsSeries;
import dev.sluice.core.stats.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as the API tells them.
 *
 * @param steps whether to tell each step, or only the sums
 * @param distribution whether to tell how many took how long
 */
record StatsWire(StatsQuery query, boolean steps, boolean distribution) {

  /**
   * The whole answer.
   *
   * @param function null where it is of several
   */
  StatsInfo info(@Nullable String function, List<StatsSeries> series) {
    return new StatsInfo(
        function,
        query.from(),
        query.until(),
        query.step().toSeconds(),
        series.stream().map(this::series).toList());
  }

  private StatsInfo.Series series(StatsSeries is) {
    return new StatsInfo.Series(
        is.name().isEmpty() ? null : is.name(),
        numbers(is.total(), Duration.between(query.from(), query.until())),
        steps
            ? is.steps().entrySet().stream()
                .map(
                    step ->
                        new StatsInfo.Step(step.getKey(), numbers(step.getValue(), query.step())))
                .toList()
            : List.of(),
        distribution ? bars(is.total().durations()) : null);
  }

  private static List<StatsInfo.Bar> bars(Histogram durations) {
    return durations.byMillis().entrySet().stream()
        .map(bar -> new StatsInfo.Bar(rounded(bar.getKey()), bar.getValue()))
        .toList();
  }

  private static StatsInfo.Numbers numbers(Tally tally, Duration over) {
    Map<String, Long> errors = new TreeMap<>();
    tally.errors().forEach((code, count) -> errors.put(code.code(), count));
    return new StatsInfo.Numbers(
        tally.invocations(),
        tally.failed(),
        errors,
        tally.throttled(),
        tally.replays(),
        tally.retries(),
        tally.invocations() == 0 ? 0 : rounded(tally.cold() / (double) tally.invocations()),
        rounded(tally.durations().percentile(0.5)),
        rounded(tally.durations().percentile(0.9)),
        rounded(tally.durations().percentile(0.99)),
        rounded(tally.queues().percentile(0.5)),
        rounded(tally.queues().percentile(0.99)),
        rounded(tally.busy().toNanos() / (double) over.toNanos()),
        rounded(tally.processor().toNanos() / 1e6),
        tally.peakMemoryBytes(),
        tally.mebibyteMillis() / 1e3,
        tally.sample().backlog(),
        tally.sample().delay().toMillis(),
        tally.sample().instances(),
        new TreeMap<>(tally.counts()));
  }

  private static double rounded(double number) {
    return Math.round(number * 1e6) / 1e6;
  }
}
