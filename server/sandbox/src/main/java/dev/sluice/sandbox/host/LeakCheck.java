package dev.sluice.sandbox.host;

import org.jspecify.annotations.Nullable;

/**
 * Tells an instance that leaks from one that is large: it holds almost all that it may, and had
 * much less when it was first looked at. Not thread-safe.
 */
final class LeakCheck {
  private static final double ALMOST_ALL = 0.9;
  private static final double GROWN = 0.2;

  private final Holdings limits;
  private @Nullable Holdings first;

  /** What an instance holds, or may hold. */
  record Holdings(long memoryBytes, long processes, long openFiles) {}

  LeakCheck(Holdings limits) {
    this.limits = limits;
  }

  /** Whether this is what is left of a leak, between two calls. */
  boolean leaks(Holdings now) {
    Holdings before = first;
    if (before == null) {
      first = now;
      return false;
    }
    return leaks(before.memoryBytes(), now.memoryBytes(), limits.memoryBytes())
        || leaks(before.processes(), now.processes(), limits.processes())
        || leaks(before.openFiles(), now.openFiles(), limits.openFiles());
  }

  private static boolean leaks(long before, long now, long limit) {
    return now > ALMOST_ALL * limit && now - before > GROWN * limit;
  }
}
