package dev.sluice.core;

import java.time.Duration;

/**
 * So many calls in each stretch of time, which begins with the first call after the last one. Not
 * thread-safe.
 */
public final class CallRate {
  private final long stretch;
  private boolean begun;
  private long since;
  private int calls;

  /** Counts in stretches of this length. */
  public CallRate(Duration stretch) {
    this.stretch = stretch.toNanos();
  }

  /**
   * Takes one call; what is to be waited otherwise, more than zero.
   *
   * @param most in a stretch
   * @param now of a {@link Ticker}
   */
  public Duration take(int most, long now) {
    if (!begun || now - since >= stretch) {
      begun = true;
      since = now;
      calls = 0;
    }
    if (calls >= most) {
      return Duration.ofNanos(Math.max(1, since + stretch - now));
    }
    calls++;
    return Duration.ZERO;
  }
}
