package dev.sluice.studio.core.connection;

import java.time.Duration;

/** Waiting times between attempts: each twice the one before, up to a limit. Not thread-safe. */
final class Backoff {
  private final Duration first;
  private final Duration limit;
  private Duration next;

  Backoff(Duration first, Duration limit) {
    this.first = first;
    this.limit = limit;
    this.next = first;
  }

  /** How long to wait now. */
  Duration next() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(limit) > 0 ? limit : doubled;
    return now;
  }

  /** The next wait is the shortest again. */
  void reset() {
    next = first;
  }
}
