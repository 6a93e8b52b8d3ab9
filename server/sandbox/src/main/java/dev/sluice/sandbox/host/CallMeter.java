package dev.sluice.sandbox.host;

import dev.sluice.sandbox.jail.Meter;
import dev.sluice.spi.sandbox.CallUsage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each call of one instance used. A call whose instance is ended has what it used until then.
 * Thread-safe for one call at a time.
 */
final class CallMeter {
  private final Supplier<Meter> open;
  private @Nullable Meter meter;
  private @Nullable CallUsage last;
  private boolean running;
  private boolean closed;

  /** Opens the meter at the first call: hosts that wait for code need none. */
  CallMeter(Supplier<Meter> open) {
    this.open = open;
  }

  /** A call begins. */
  synchronized void begin() {
    if (closed) {
      return;
    }
    Meter with = meter;
    if (with == null) {
      with = open.get();
      meter = with;
    }
    last = null;
    running = true;
    with.begin();
  }

  /** The call is over. */
  synchronized void end() {
    if (running && meter != null) {
      running = false;
      last = meter.end();
    }
  }

  /** Time on processors that the call has used which runs, in nanoseconds; 0 when none does. */
  synchronized long usedNanos() {
    CallUsage used = running && meter != null ? meter.end() : null;
    return used == null ? 0 : used.processor().toNanos();
  }

  /** What the last call used; null when nobody can tell. */
  synchronized @Nullable CallUsage last() {
    return last;
  }

  /** Never again; the call that runs is over. */
  synchronized void close() {
    end();
    closed = true;
    if (meter != null) {
      meter.close();
      meter = null;
    }
  }
}
