package dev.sluice.core;

import java.time.Duration;

/** How long to wait before the next attempt. */
public final class Backoff {
  private static final Duration MOST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 20;

  private Backoff() {}

  /**
   * Twice as long with each failure, varied by half to either side.
   *
   * @param first the pause after the first failure
   * @param failures 1 and up
   * @param chance from 0 (inclusive) to 1 (exclusive)
   */
  public static Duration after(Duration first, int failures, double chance) {
    int doublings = Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS);
    double millis =
        Math.min((double) MOST.toMillis(), first.toMillis() * (double) (1L << doublings));
    return Duration.ofMillis(Math.round(millis * (0.5 + chance)));
  }
}
