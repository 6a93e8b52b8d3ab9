package dev.sluice.app;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Time in microseconds, as databases keep: what is returned must equal what is read back. (The
 * {@code millis()} of a {@link Clock#tick} below a millisecond divides by zero on Java 17.)
 * Thread-safe.
 */
final class MicrosecondClock extends Clock {
  private final Clock exact;

  /** The time of this clock. */
  MicrosecondClock(Clock exact) {
    this.exact = exact;
  }

  @Override
  public ZoneId getZone() {
    return exact.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new MicrosecondClock(exact.withZone(zone));
  }

  @Override
  public long millis() {
    return exact.millis();
  }

  @Override
  public Instant instant() {
    return exact.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
