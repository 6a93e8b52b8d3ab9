package dev.sluice.core.stats;

import java.time.Duration;
import java.time.Instant;

/**
 * Which numbers are wanted.
 *
 * @param from at a whole minute
 * @param until after {@code from}
 * @param step whole minutes
 */
public record StatsQuery(
    String namespace, String function, Instant from, Instant until, Duration step, By by) {

  /** What is told apart. */
  public enum By {
    NOTHING,
    VERSION,
    /** What callers asked for: {@code latest}, a version or an alias. */
    QUALIFIER
  }
}
