package dev.sluice.core.namespace;

import java.time.Duration;

/**
 * So many calls a minute; a minute begins with the first call after the last one. Not thread-safe.
 */
final class CallRate {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private boolean begun;
  private long since;
  private int calls;

  /** Takes one call; what is to be waited otherwise, more than zero. */
  Duration take(int most, long now) {
    if (!begun || now - since >= MINUTE) {
      begun = true;
      since = now;
      calls = 0;
    }
    if (calls >= most) {
      return Duration.ofNanos(Math.max(1, since + MINUTE - now));
    }
    calls++;
    return Duration.ZERO;
  }
}
