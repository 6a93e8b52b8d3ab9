package dev.sluice.core.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which numbers are wanted.
 *
 * @param functions of these; empty for all of the namespace
 * @param from at a whole minute
 * @param until after {@code from}
 * @param step whole minutes
 */
public record StatsQuery(
    String namespace, List<String> functions, Instant from, Instant until, Duration step, By by) {

  public StatsQuery {
    functions = List.copyOf(functions);
  }

  /** What is told apart. */
  public enum By {
    NOTHING,
    FUNCTION,
    VERSION,
    /** What callers asked for: {@code latest}, a version or an alias. */
    QUALIFIER
  }
}
