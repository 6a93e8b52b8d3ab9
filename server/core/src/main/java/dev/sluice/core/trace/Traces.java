package dev.sluice.core.trace;

import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Begins traces and goes on with those of callers. Thread-safe. */
public final class Traces {
  private final LongSupplier random;

  /**
   * Makes ids of these.
   *
   * @param random even numbers of 64 bits, from any thread
   */
  public Traces(LongSupplier random) {
    this.random = random;
  }

  /**
   * The trace that something belongs to: that of who asks for it, or a new one.
   *
   * @param header a {@code traceparent}; one that is missing or not valid begins a new trace
   */
  public Trace of(@Nullable String header) {
    Trace given = Trace.parse(header);
    return given == null ? new Trace(digits() + digits(), digits(), true) : given;
  }

  /** A new place in the same trace. */
  public Trace within(Trace parent) {
    return new Trace(parent.traceId(), digits(), parent.sampled());
  }

  /** 16 hexadecimal digits that are not all zero. */
  private String digits() {
    long number = random.getAsLong();
    while (number == 0) {
      number = random.getAsLong();
    }
    return HexFormat.of().toHexDigits(number);
  }
}
