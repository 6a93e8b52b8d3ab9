package dev.sluice.sandbox.wire;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How fast the lines of a call that lasts are read: each is stored, indexed and shown, which takes
 * the server longer than the function needs to write it. A thousand come at once; while there are
 * others to be served, so many a second follow, and the function waits in its pipe. Not
 * thread-safe.
 */
final class Pace {
  private static final int AT_ONCE = 1_000;
  private static final long NANOS_A_LINE = Duration.ofSeconds(1).toNanos() / 1_000;

  private final BooleanSupplier crowded;
  private final LongSupplier ticker;

  /** When what was read so far would have been read at this pace. */
  private long due;

  /**
   * A pace.
   *
   * @param crowded whether there are others
   * @param ticker nanoseconds since any moment
   */
  Pace(BooleanSupplier crowded, LongSupplier ticker) {
    this.crowded = crowded;
    this.ticker = ticker;
    this.due = ticker.getAsLong() - AT_ONCE * NANOS_A_LINE;
  }

  /** How many nanoseconds to wait after so many lines; 0 for none. */
  long after(int lines) {
    long now = ticker.getAsLong();
    due = Math.max(due, now - AT_ONCE * NANOS_A_LINE) + lines * NANOS_A_LINE;
    return due > now && crowded.getAsBoolean() ? due - now : 0;
  }
}
