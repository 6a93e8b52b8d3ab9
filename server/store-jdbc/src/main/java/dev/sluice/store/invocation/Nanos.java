package dev.sluice.store.invocation;

import java.time.Instant;

/** Instants as nanoseconds since 1970, exact from 1677 to 2262 and clamped outside. */
public final class Nanos {
  private static final long SECOND = 1_000_000_000L;
  private static final long MAX_SECONDS = Long.MAX_VALUE / SECOND - 1;

  private Nanos() {}

  /** What to bind. */
  public static long of(Instant instant) {
    if (instant.getEpochSecond() > MAX_SECONDS) {
      return Long.MAX_VALUE;
    }
    if (instant.getEpochSecond() < -MAX_SECONDS) {
      return Long.MIN_VALUE;
    }
    return instant.getEpochSecond() * SECOND + instant.getNano();
  }

  /** The instant of a column. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }
}
