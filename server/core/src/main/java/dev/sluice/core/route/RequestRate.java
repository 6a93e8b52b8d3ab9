package dev.sluice.core.route;

import java.util.concurrent.TimeUnit;

/** So many requests in each second, which begins with its first request. Thread-safe. */
final class RequestRate {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int most;
  private boolean begun;
  private long since;
  private int count;

  RequestRate(int most) {
    this.most = most;
  }

  synchronized boolean take(long nanos) {
    if (!begun || nanos - since >= SECOND) {
      begun = true;
      since = nanos;
      count = 0;
    }
    if (count >= most) {
      return false;
    }
    count++;
    return true;
  }
}
