package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often, how fast and how well functions ran.
 *
 * @param function null where it is of several
 * @param from when the first step begins
 * @param to when the last one ends, or sooner
 * @param stepSeconds length of a step
 * @param series all together, without a name, and then each function, version or alias, if asked
 *     for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StatsInfo(
    @Nullable String function, Instant from, Instant to, long stepSeconds, List<Series> series) {

  /**
   * Numbers of one function, version or alias.
   *
   * @param name null for all together
   * @param steps in order of time, also those in which nothing happened; empty if not asked for
   * @param distribution how many took how long, the shortest first; null if not asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Series(
      @Nullable String name, Numbers total, List<Step> steps, @Nullable List<Bar> distribution) {}

  /**
   * How many took about so long.
   *
   * @param ms the middle of a step of 19 percent, in milliseconds
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Bar(double ms, long count) {}

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
   * @param retries attempts beyond the first, of invocations that nobody waited for
   * @param coldShare from 0 to 1
   * @param p50Ms median time from receipt to the end, in milliseconds
   * @param queueP50Ms median time of waiting for an instance, in milliseconds
   * @param concurrency how many ran at once, on average over the time
   * @param cpuMs milliseconds on processors, of all together
   * @param peakMemoryBytes the most memory that one of them used at one time
   * @param mibSeconds the memory of the definition, in MiB, times the seconds of the calls
   * @param backlog the most events that waited or ran at one time, seen every ten seconds; of a
   *     version or alias it is not known, and 0
   * @param backlogDelayMs the longest that the oldest of those had waited then, in milliseconds
   * @param instances the most that there were at one time, likewise
   * @param counts what the function counted, by name
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Numbers(
      long invocations,
      long failed,
      Map<String, Long> errors,
      long throttled,
      long replays,
      long retries,
      double coldShare,
      double p50Ms,
      double p90Ms,
      double p99Ms,
      double queueP50Ms,
      double queueP99Ms,
      double concurrency,
      double cpuMs,
      long peakMemoryBytes,
      double mibSeconds,
      long backlog,
      double backlogDelayMs,
      int instances,
      Map<String, Long> counts) {
    public Numbers {
      // A server of before counted nothing.
      counts = counts == null ? Map.of() : counts;
    }
  }
}
