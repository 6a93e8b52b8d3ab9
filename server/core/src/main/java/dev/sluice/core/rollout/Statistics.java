package dev.sluice.core.rollout;

import dev.sluice.core.stats.Histogram;

/** Bounds of what is behind a sample; each bound holds with the confidence that is asked for. */
public final class Statistics {
  private Statistics() {}

  /** From one bound to the other. */
  public record Interval(double low, double high) {}

  /** The Wilson score interval of a share; everything where there is no sample. */
  public static Interval share(long hits, long samples, double confidence) {
    if (samples == 0) {
      return new Interval(0, 1);
    }
    double z = quantile(confidence);
    double n = samples;
    double share = hits / n;
    double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /** How much greater the second share of errors is than the first: Newcombe's hybrid of both. */
  public static Interval difference(Side first, Side second, double confidence) {
    Interval one = share(first.errors(), first.invocations(), confidence);
    Interval two = share(second.errors(), second.invocations(), confidence);
    double difference = second.errorRate() - first.errorRate();
    double below = Math.hypot(second.errorRate() - two.low(), one.high() - first.errorRate());
    double above = Math.hypot(two.high() - second.errorRate(), first.errorRate() - one.low());
    return new Interval(Math.max(-1, difference - below), Math.min(1, difference + above));
  }

  /**
   * Where a percentile is, by the ranks that a binomial distribution gives it, so that the form of
   * the distribution does not matter; in milliseconds, infinite where the sample is too small.
   */
  static Interval percentile(Histogram durations, long samples, double share, double confidence) {
    double expected = samples * share;
    double half = quantile(confidence) * Math.sqrt(samples * share * (1 - share));
    long low = (long) Math.floor(expected - half);
    long high = (long) Math.ceil(expected + half) + 1;
    return new Interval(
        low < 1 ? 0 : durations.ranked(low),
        high > samples ? Double.POSITIVE_INFINITY : durations.ranked(high));
  }

  /**
   * The standard normal quantile of a probability from 0.5 to below 1, by Acklam's rational
   * approximation (relative error below 1.2e-9).
   */
  static double quantile(double probability) {
    if (probability <= 0.97575) {
      double q = probability - 0.5;
      double r = q * q;
      return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02)
                                  * r
                              + 1.383577518672690e+02)
                          * r
                      - 3.066479806614716e+01)
                  * r
              + 2.506628277459239e+00)
          * q
          / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02)
                                  * r
                              + 6.680131188771972e+01)
                          * r
                      - 1.328068155288572e+01)
                  * r
              + 1);
    }
    double q = Math.sqrt(-2 * Math.log(1 - probability));
    return -(((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00)
                                * q
                            - 2.549732539343734e+00)
                        * q
                    + 4.374664141464968e+00)
                * q
            + 2.938163982698783e+00)
        / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
                    + 3.754408661907416e+00)
                * q
            + 1);
  }
}
