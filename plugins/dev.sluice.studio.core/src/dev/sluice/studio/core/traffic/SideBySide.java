package dev.sluice.studio.core.traffic;

import dev.sluice.api.LogLine;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.StatsInfo;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.StatsRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two versions of a function differ in the same time, whoever asked for them: their numbers,
 * how long their invocations took, and what only the newer one logs. Immutable.
 *
 * @param stable the number of the version that callers know
 * @param canary the number of the one that is tried
 * @param numbers of both
 * @param stableTimes how many took how long, the shortest first
 * @param messages what the canary logged and the stable one did not, the most frequent first
 */
public record SideBySide(
    int stable,
    int canary,
    Numbers numbers,
    List<StatsInfo.Bar> stableTimes,
    List<StatsInfo.Bar> canaryTimes,
    List<Message> messages) {
  /** The newest lines of each that are compared. */
  private static final int LINES = 2000;

  /** Nothing to compare. */
  static final SideBySide NOTHING =
      new SideBySide(0, 0, new Numbers(null, null), List.of(), List.of(), List.of());

  /**
   * Numbers of two versions.
   *
   * @param stable null where it did not run
   * @param canary null where it did not run
   */
  public record Numbers(RolloutInfo.@Nullable Side stable, RolloutInfo.@Nullable Side canary) {}

  /** Whether there is anything to compare. */
  public boolean isEmpty() {
    return stableTimes.isEmpty() && canaryTimes.isEmpty();
  }

  /**
   * What is asked for.
   *
   * @param until null for now
   */
  record Wanted(String function, int stable, int canary, Instant since, @Nullable Instant until) {

    SideBySide ask(SluiceClient client) throws IOException {
      StatsInfo stats =
          client.stats(function, new StatsRequest(since, until, null, "version", true));
      List<LogLine> known = lines(client, stable);
      return new SideBySide(
          stable,
          canary,
          new Numbers(side(stats, stable), side(stats, canary)),
          times(stats, stable),
          times(stats, canary),
          Message.only(lines(client, canary), known));
    }

    private List<LogLine> lines(SluiceClient client, int version) throws IOException {
      return client.logs(
          function,
          new LogRequest(Integer.toString(version), null, null, null, since, until, LINES));
    }

    private static List<StatsInfo.Bar> times(StatsInfo stats, int version) {
      StatsInfo.Series one = series(stats, version);
      List<StatsInfo.Bar> bars = one == null ? null : one.distribution();
      return bars == null ? List.of() : bars;
    }

    private static RolloutInfo.@Nullable Side side(StatsInfo stats, int version) {
      StatsInfo.Series one = series(stats, version);
      if (one == null || one.total().invocations() == 0) {
        return null;
      }
      StatsInfo.Numbers total = one.total();
      return new RolloutInfo.Side(
          version,
          total.invocations(),
          total.failed(),
          Interval.share(total.failed(), total.invocations()),
          total.p50Ms(),
          total.p90Ms(),
          Double.NaN,
          total.p99Ms(),
          List.of());
    }

    private static StatsInfo.@Nullable Series series(StatsInfo stats, int version) {
      String name = Integer.toString(version);
      return stats.series().stream()
          .filter(one -> name.equals(one.name()))
          .findFirst()
          .orElse(null);
    }
  }
}
