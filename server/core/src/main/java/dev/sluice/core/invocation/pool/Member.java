package dev.sluice.core.invocation.pool;

import dev.sluice.spi.sandbox.Instance;

/** One instance in its pool. Guarded by the pool's lock. */
final class Member {
  final Instance instance;

  /** When it was ready, in nanoseconds of the pool's ticker. */
  final long started;

  /** Since when it is idle or busy, in the same. */
  long since;

  /** Calls that it serves now. */
  int serving;

  /** It gets no more calls, and ends with those that it serves. */
  boolean leaving;

  /** Calls that have given it back. */
  long calls;

  Member(Instance instance, long started) {
    this.instance = instance;
    this.started = started;
    this.since = started;
  }

  boolean isIdle() {
    return serving == 0;
  }

  void serve(long now) {
    if (serving++ == 0) {
      since = now;
    }
  }

  void rest(long now) {
    if (--serving == 0) {
      since = now;
    }
  }
}
