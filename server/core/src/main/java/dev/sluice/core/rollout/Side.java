package dev.sluice.core.rollout;

import dev.sluice.core.stats.Histogram;

/**
 * What was counted of one version. Immutable.
 *
 * @param invocations attempts that ended
 * @param errors those that failed, the caller's own faults left out
 * @param durations of them all as {@link Histogram#text}
 */
public record Side(long invocations, long errors, String durations) {
  /** Nothing yet. */
  public static final Side NONE = new Side(0, 0, "");

  /** How long they took; a copy. */
  public Histogram histogram() {
    return Histogram.parse(durations);
  }

  /** The share that failed; 0 where there are none. */
  public double errorRate() {
    return invocations == 0 ? 0 : errors / (double) invocations;
  }
}
