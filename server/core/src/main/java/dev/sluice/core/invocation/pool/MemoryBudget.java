package dev.sluice.core.invocation.pool;

import dev.sluice.core.Ticker;
import java.util.function.LongSupplier;

/**
 * Whether one more instance fits into the memory. Measuring takes system calls, so it is done
 * without the pool's lock, and one measurement serves everybody who asks within a moment. Measured
 * by any thread, else guarded by the pool's lock.
 */
final class MemoryBudget {
  private static final long MOMENT_NANOS = 10_000_000;

  /** What an instance is expected to need at first, until it shows in what is measured. */
  private static final long ALLOWANCE = 16L << 20;

  private final long limit;
  private final LongSupplier measure;
  private final Ticker ticker;
  private volatile long used;

  /** Whether something was ended since the last measurement, which may do. */
  private volatile boolean relieved;

  private volatile long measuredAt;

  /**
   * A budget.
   *
   * @param measure bytes in use; may take system calls
   */
  MemoryBudget(long limit, LongSupplier measure, Ticker ticker) {
    this.limit = limit;
    this.measure = measure;
    this.ticker = ticker;
    this.measuredAt = ticker.nanos() - MOMENT_NANOS;
  }

  /** Whether the caller should measure; others who ask meanwhile need not. */
  boolean claimMeasurement() {
    long now = ticker.nanos();
    boolean stale = now - measuredAt >= MOMENT_NANOS;
    if (stale) {
      measuredAt = now;
    }
    return stale;
  }

  void measure() {
    used = measure.getAsLong();
    relieved = false;
  }

  /**
   * Whether an instance should end for its memory; once for each measurement, since what it used
   * takes a moment to come free.
   */
  boolean claimRelief() {
    boolean first = !relieved;
    relieved = true;
    return first;
  }

  /**
   * Whether one more may start.
   *
   * @param starting how many are starting already
   */
  boolean fits(int starting) {
    return used + (starting + 1) * ALLOWANCE <= limit;
  }
}
