package dev.sluice.core.queue;

/** Lets so many begin in a second, at most a tenth of a second's worth at once. Not thread-safe. */
final class TokenBucket {
  private static final double NANOS = 1e9;
  private static final double BURST_SECONDS = 0.1;

  private final double perSecond;
  private final double most;
  private double tokens;
  private long last;

  TokenBucket(double perSecond, long now) {
    this.perSecond = perSecond;
    this.most = Math.max(1, perSecond * BURST_SECONDS);
    this.tokens = 1;
    this.last = now;
  }

  double perSecond() {
    return perSecond;
  }

  /** Nanoseconds until one may begin; 0 for now. */
  long untilNext(long now) {
    tokens = Math.min(most, tokens + (now - last) / NANOS * perSecond);
    last = now;
    return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perSecond * NANOS);
  }

  void take() {
    tokens -= 1;
  }
}
