package dev.sluice.core.invocation.pool;

import dev.sluice.spi.sandbox.Instance;

/** One instance in its pool. Guarded by the pool's lock. */
final class Member {
  final Instance instance;

  /** When it was ready, in nanoseconds of the pool's ticker. */
  final long started;

  /** Since when it is idle or busy, in the same. */
  long since;

  boolean idle;

  /** Calls that have given it back. */
  long calls;

  Member(Instance instance, long started) {
    this.instance = instance;
    this.started = started;
    this.since = started;
  }

  void serve(long now) {
    idle = false;
    since = now;
  }

  void rest(long now) {
    idle = true;
    since = now;
  }
}
