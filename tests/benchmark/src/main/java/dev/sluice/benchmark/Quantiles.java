package dev.sluice.benchmark;

import java.util.Arrays;

/** Quantiles of few numbers. */
final class Quantiles {
  private Quantiles() {}

  /**
   * The quantile, interpolated where its rank falls between two values; NaN for none.
   *
   * @param share 0 to 1
   */
  static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
  }
}
