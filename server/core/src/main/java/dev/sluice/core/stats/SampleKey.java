package dev.sluice.core.stats;

import java.time.Instant;

/**
 * What a sample is of.
 *
 * @param minute minutes since 1970
 */
public record SampleKey(String namespace, String function, long minute) {

  /** When the minute begins. */
  Instant begin() {
    return StatsKey.begin(minute);
  }
}
