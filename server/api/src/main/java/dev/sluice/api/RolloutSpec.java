package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as a caller starts it: an alias that points to one version goes to another one in
 * steps. A null field takes its default.
 *
 * @param alias the alias, which points to the stable version
 * @param canary number of the version that is to take over
 * @param steps 1 to 20, each with a greater weight than the one before
 * @param judgement what the canary must not be worse than
 * @param checkSeconds how often the server looks, 1 to 3600; 5 when left out
 * @param description free text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutSpec(
    @Nullable String alias,
    @Nullable Integer canary,
    @Nullable List<Step> steps,
    @Nullable Judgement judgement,
    @Nullable Integer checkSeconds,
    @Nullable String description) {

  /**
   * One step.
   *
   * @param weight the canary's share of the traffic, above 0 and below 1
   * @param seconds how long it takes, 1 to 604800; or null
   * @param manual true for a step that waits until somebody promotes, instead of seconds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(@Nullable Double weight, @Nullable Long seconds, @Nullable Boolean manual) {
    /** One that the server ends. */
    public static Step timed(double weight, long seconds) {
      return new Step(weight, seconds, null);
    }

    /** One that a person ends. */
    public static Step manual(double weight) {
      return new Step(weight, null, true);
    }
  }

  /**
   * What the canary must not be worse than, each compared with the stable version in the same step.
   *
   * @param maxErrorRateDifference how much more of its invocations may fail, 0 to 1; 0.01 when left
   *     out
   * @param maxLatencyRatio how many times as long it may take, 1 to 1000; 2 when left out
   * @param latencyPercentile where latencies are compared, 0.5 to 0.99; 0.95 when left out
   * @param latencySlackMillis differences up to this do not count, 0 to 60000; 20 when left out
   * @param minSamples invocations of either version before anything is judged, 5 to 1000000; 50
   *     when left out
   * @param confidence how sure the server is when it rolls back, 0.8 to 0.9999; 0.99 when left out
   * @param onTooFewSamples at the end of a step with fewer: {@code hold} (default), or {@code wait}
   *     for more
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Judgement(
      @Nullable Double maxErrorRateDifference,
      @Nullable Double maxLatencyRatio,
      @Nullable Double latencyPercentile,
      @Nullable Integer latencySlackMillis,
      @Nullable Integer minSamples,
      @Nullable Double confidence,
      @Nullable String onTooFewSamples) {}

  /** One with these steps, and else every default. */
  public static RolloutSpec of(String alias, int canary, Step... steps) {
    return new RolloutSpec(alias, canary, List.of(steps), null, null, null);
  }

  /** The same with this judgement, looked at so often. */
  public RolloutSpec with(Judgement other, int seconds) {
    return new RolloutSpec(alias, canary, steps, other, seconds, description);
  }
}
