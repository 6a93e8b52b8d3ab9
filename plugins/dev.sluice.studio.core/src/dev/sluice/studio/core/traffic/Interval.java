package dev.sluice.studio.core.traffic;

import dev.sluice.api.RolloutInfo;

/** What is behind a sample. */
public final class Interval {
  /** Of a normal distribution, 95 in 100 are within so many standard deviations. */
  private static final double Z = 1.959964;

  private Interval() {}

  /**
   * A share with Wilson's score interval of 95 %, as the server gives one for rollouts.
   *
   * @param samples 1 and up
   */
  public static RolloutInfo.Rate share(long hits, long samples) {
    double n = samples;
    double share = hits / n;
    double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    return new RolloutInfo.Rate(share, Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
