package dev.sluice.core.queue;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the events of ordered queues as they are accepted. A position is the moment in
 * microseconds since 1970, moved on where it is taken: no two events have the same, later ones have
 * larger ones, whatever the clock does, and a moment is a position too. Thread-safe.
 */
public final class Positions {
  private static final long PER_SECOND = TimeUnit.SECONDS.toMicros(1);

  private final AtomicLong last = new AtomicLong();

  /** The position that a moment is. */
  public static long of(Instant moment) {
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), PER_SECOND),
        TimeUnit.NANOSECONDS.toMicros(moment.getNano()));
  }

  /** The moment that a position is. */
  public static Instant moment(long position) {
    return Instant.ofEpochSecond(
        Math.floorDiv(position, PER_SECOND),
        TimeUnit.MICROSECONDS.toNanos(Math.floorMod(position, PER_SECOND)));
  }

  /** Gives none from now on that is not larger than this one. */
  void startAfter(long position) {
    long unused = last.accumulateAndGet(position, Math::max);
  }

  /** The next one, as a moment. */
  Instant next(Instant now) {
    return moment(last.accumulateAndGet(of(now), (before, wanted) -> Math.max(before + 1, wanted)));
  }
}
