package dev.sluice.core.rollout;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout is to do.
 *
 * @param steps at least one, with weights that grow
 * @param checkEvery how often the server looks
 */
public record Plan(List<Step> steps, Judgement judgement, Duration checkEvery) {
  public Plan {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param weight the canary's share of the traffic, above 0 and below 1
   * @param duration how long it takes; null for a manual step, which waits until somebody promotes
   */
  public record Step(double weight, @Nullable Duration duration) {
    /** Whether it waits until somebody promotes. */
    public boolean isManual() {
      return duration == null;
    }
  }

  /**
   * What the canary must not be worse than, each compared with the stable version in the same step.
   *
   * @param maxErrorRateDifference how much more of its invocations may fail
   * @param maxLatencyRatio how many times as long it may take
   * @param latencyPercentile where latencies are compared, as a share
   * @param latencySlack differences up to this do not count
   * @param minSamples invocations of either version before anything is judged
   * @param confidence of each bound
   */
  public record Judgement(
      double maxErrorRateDifference,
      double maxLatencyRatio,
      double latencyPercentile,
      Duration latencySlack,
      int minSamples,
      double confidence,
      TooFew tooFew) {}

  /** What happens at the end of a step whose numbers decide nothing. */
  public enum TooFew {
    /** Somebody has to look. */
    HOLD,
    /** The step goes on until there are enough. */
    WAIT
  }
}
