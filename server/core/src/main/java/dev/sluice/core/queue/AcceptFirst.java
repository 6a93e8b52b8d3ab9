package dev.sluice.core.queue;

import dev.sluice.core.Ticker;
import dev.sluice.core.invocation.pool.HostLoad;
import java.time.Duration;

/**
 * Lets events be accepted before others are run where both want the processors: whoever hands in an
 * event waits for the disk, and nobody waits for the function. Functions that wait for something
 * else leave the processors idle, and are not held back. Thread-safe.
 */
final class AcceptFirst {
  /** How long an acceptance shows that others come. */
  private static final long MOMENT_NANOS = Duration.ofMillis(50).toNanos();

  private final HostLoad load;
  private final Ticker ticker;
  private volatile long accepted;

  AcceptFirst(HostLoad load, Ticker ticker) {
    this.load = load;
    this.ticker = ticker;
    this.accepted = ticker.nanos() - MOMENT_NANOS;
  }

  /** Events are being accepted. */
  void accepting() {
    accepted = ticker.nanos();
  }

  /** How many events may run at once now, of as many as there is room for; at least one. */
  int most(int workers) {
    boolean wanted = ticker.nanos() - accepted < MOMENT_NANOS;
    return wanted && load.saturated()
        ? Math.min(workers, Math.max(1, load.processors() / 2))
        : workers;
  }
}
