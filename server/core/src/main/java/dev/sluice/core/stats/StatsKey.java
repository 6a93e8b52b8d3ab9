package dev.sluice.core.stats;

import dev.sluice.core.invocation.InvocationRecord;
import java.time.Instant;

/**
 * What one tally is of: a minute of one way to a version.
 *
 * @param qualifier what was asked for: {@code latest}, a version or an alias
 * @param minute minutes since 1970
 */
public record StatsKey(
    String namespace, String function, String version, String qualifier, long minute) {
  private static final int SECONDS = 60;

  /** Where an invocation is counted: by when it ended. */
  public static StatsKey of(InvocationRecord done) {
    return new StatsKey(
        done.namespace(),
        done.function(),
        done.version(),
        done.qualifier(),
        minute(done.createdAt().plus(done.duration())));
  }

  /** The minute that an instant is in. */
  public static long minute(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), SECONDS);
  }

  /** When the minute begins. */
  public Instant begin() {
    return begin(minute);
  }

  /** When a minute since 1970 begins. */
  static Instant begin(long minute) {
    return Instant.ofEpochSecond(minute * SECONDS);
  }
}
