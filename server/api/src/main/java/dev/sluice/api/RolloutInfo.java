package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it stands.
 *
 * @param stable the version that the alias pointed to
 * @param canary the version that is to take over
 * @param status {@code running}, {@code waiting} (for somebody to promote), {@code held}, {@code
 *     promoted} or {@code rolled-back}
 * @param step the step it is in, counted from 1
 * @param weight the canary's share of the traffic now
 * @param stepBeganAt since when its numbers are counted
 * @param steps the plan
 * @param judgement what the canary is judged by, with every default filled in
 * @param endedAt null until it is over
 * @param numbers both sides since the step began; null once it is over
 * @param assessment what the numbers say now, one sentence; null once it is over
 * @param decisions the log, oldest first; null in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutInfo(
    String id,
    String namespace,
    String function,
    String alias,
    int stable,
    int canary,
    String status,
    int step,
    double weight,
    Instant stepBeganAt,
    List<RolloutSpec.Step> steps,
    RolloutSpec.Judgement judgement,
    long checkSeconds,
    String description,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable Numbers numbers,
    @Nullable String assessment,
    @Nullable List<Decision> decisions) {

  /**
   * What was decided.
   *
   * @param at when
   * @param by who: a key's name or {@code admin}; null for the server
   * @param action {@code started}, {@code advanced}, {@code held}, {@code resumed}, {@code
   *     promoted} or {@code rolled-back}
   * @param step the step it was in afterwards, counted from 1
   * @param weight the canary's share of the traffic afterwards
   * @param reason {@code asked}, {@code good}, {@code errors}, {@code latency}, {@code
   *     too-few-samples} or {@code unclear}
   * @param text the same in one sentence
   * @param numbers what it was decided by
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Decision(
      Instant at,
      @Nullable String by,
      String action,
      int step,
      double weight,
      String reason,
      String text,
      Numbers numbers) {}

  /**
   * Numbers of both sides.
   *
   * @param errorRateDifference the canary's error rate less the stable one's; its bounds hold each
   *     with the rollout's confidence
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Numbers(Side stable, Side canary, Rate errorRateDifference) {}

  /**
   * Numbers of one version through the alias. Latencies are in milliseconds.
   *
   * @param invocations attempts that ended, whoever asked for them
   * @param errors those that failed by the function's or the server's fault
   * @param durations how many took how long
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Side(
      int version,
      long invocations,
      long errors,
      Rate errorRate,
      double p50Ms,
      double p90Ms,
      double p95Ms,
      double p99Ms,
      List<Bucket> durations) {}

  /** A share with its confidence interval. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Rate(double value, double low, double high) {}

  /** So many took about so many milliseconds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Bucket(double ms, long count) {}
}
