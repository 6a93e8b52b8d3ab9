package dev.sluice.sandbox.host;

import java.time.Duration;

/**
 * Knows whether there are calls that are over in a moment, for whose sake those that take long make
 * room. Thread-safe.
 */
final class Crowd {
  private static final long LATELY = Duration.ofSeconds(1).toNanos();

  private volatile long last = System.nanoTime() - LATELY;

  /** One was over in a moment. */
  void add() {
    last = System.nanoTime();
  }

  /** Whether there was one lately. */
  boolean isNear() {
    return System.nanoTime() - last < LATELY;
  }
}
