package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often, how fast and how well a function ran.
 *
 * @param from when the first step begins
 * @param to when the last one ends, or sooner
 * @param stepSeconds length of a step
 * @param series all together, without a name, and then each version or alias, if asked for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StatsInfo(
    String function, Instant from, Instant to, long stepSeconds, List<Series> series) {

  /**
   * Numbers of one version or alias.
   *
   * @param name null for all together
   * @param steps in order of time, also those in which nothing happened
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Series(@Nullable String name, Numbers total, List<Step> steps) {}

  /**
   * Numbers of one step.
   *
   * @param time when it begins
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Step(Instant time, Numbers numbers) {}

  /**
   * What was counted. Percentiles are within a tenth of the truth; they are 0 where nothing ran.
   *
   * @param invocations that ended
   * @param failed of them
   * @param errors how many failed with each code
   * @param throttled calls that were turned away, which are no invocations
   * @param replays of earlier invocations
   * @param coldShare from 0 to 1
   * @param p50Ms median time from receipt to the end, in milliseconds
   * @param queueP50Ms median time of waiting for an instance, in milliseconds
   * @param concurrency how many ran at once, on average over the time
   * @param cpuMs milliseconds on processors, of all together
   * @param peakMemoryBytes the most memory that one of them used at one time
   * @param mibSeconds the memory of the definition, in MiB, times the seconds of the calls
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Numbers(
      long invocations,
      long failed,
      Map<String, Long> errors,
      long throttled,
      long replays,
      double coldShare,
      double p50Ms,
      double p90Ms,
      double p99Ms,
      double queueP50Ms,
      double queueP99Ms,
      double concurrency,
      double cpuMs,
      long peakMemoryBytes,
      double mibSeconds) {}
}
