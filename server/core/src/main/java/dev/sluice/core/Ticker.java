package dev.sluice.core;

/** Measures elapsed time. A parameter, so that tests can make time pass. Thread-safe. */
@FunctionalInterface
public interface Ticker {

  /** Nanoseconds since some fixed moment, as {@link System#nanoTime}. */
  long nanos();

  /** The running machine's. */
  static Ticker system() {
    return System::nanoTime;
  }
}
