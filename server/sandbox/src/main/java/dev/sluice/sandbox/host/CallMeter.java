package dev.sluice.sandbox.host;

import dev.sluice.sandbox.jail.Meter;
import dev.sluice.spi.sandbox.CallUsage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each call of one instance used. Of what several used at a time nobody knows whose it was:
 * each gets an equal share of the processor's time, so that their sum is what was used, and the
 * peak of all. A call whose instance is ended has what it used until then. Thread-safe.
 */
final class CallMeter {
  private final Supplier<Meter> open;
  private final Map<String, Share> running = new LinkedHashMap<>();
  private @Nullable Meter meter;
  private long usedNanos;
  private boolean closed;

  /** Of one call. */
  private static final class Share {
    private long nanos;
    private long peakBytes;
    private boolean unknown;

    private @Nullable CallUsage usage() {
      return unknown ? null : new CallUsage(Duration.ofNanos(nanos), peakBytes);
    }
  }

  /** Opens the meter at the first call: hosts that wait for code need none. */
  CallMeter(Supplier<Meter> open) {
    this.open = open;
  }

  /** A call begins. */
  synchronized void begin(String call) {
    if (closed) {
      return;
    }
    Meter with = meter;
    if (with == null) {
      with = open.get();
      meter = with;
    }
    if (running.isEmpty()) {
      usedNanos = 0;
    } else {
      share(with);
    }
    running.put(call, new Share());
    with.begin();
  }

  /** The call is over; what it has used, null when nobody can tell. */
  synchronized @Nullable CallUsage end(String call) {
    Meter with = meter;
    if (with != null) {
      share(with);
    }
    Share own = running.remove(call);
    if (with != null && !running.isEmpty()) {
      with.begin();
    }
    return own == null ? null : own.usage();
  }

  private void share(Meter with) {
    CallUsage used = with.end();
    if (used != null) {
      usedNanos += used.processor().toNanos();
    }
    for (Share share : running.values()) {
      if (used == null) {
        share.unknown = true;
      } else {
        share.nanos += used.processor().toNanos() / running.size();
        share.peakBytes = Math.max(share.peakBytes, used.peakMemoryBytes());
      }
    }
  }

  /**
   * Time on processors since the instance serves calls without a pause, in nanoseconds; 0 when it
   * serves none.
   */
  synchronized long usedNanos() {
    Meter with = meter;
    CallUsage used = running.isEmpty() || with == null ? null : with.end();
    return used == null ? 0 : usedNanos + used.processor().toNanos();
  }

  /** Never again; the calls that run are over. */
  synchronized void close() {
    closed = true;
    if (meter != null) {
      share(meter);
      meter.close();
      meter = null;
    }
  }
}
