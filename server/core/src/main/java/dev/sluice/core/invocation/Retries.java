package dev.sluice.core.invocation;

import java.time.Duration;

/** Lets one at a time try, and after failures ever more seldom. Thread-safe. */
final class Retries {
  private static final Duration MOST_PAUSE = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 20;

  private boolean busy;
  private int failures;
  private long notBefore;

  /** Whether the caller may try now; then it must {@link #end}. */
  synchronized boolean begin(long now) {
    if (busy || (failures > 0 && now - notBefore < 0)) {
      return false;
    }
    busy = true;
    return true;
  }

  synchronized void end() {
    busy = false;
  }

  synchronized void succeeded() {
    failures = 0;
  }

  /** How long nobody may try: two seconds, then twice as long as the last time. */
  synchronized Duration failed(long now) {
    failures = Math.min(failures + 1, MOST_DOUBLINGS);
    Duration pause = Duration.ofSeconds(Math.min(MOST_PAUSE.toSeconds(), 1L << failures));
    notBefore = now + pause.toNanos();
    return pause;
  }
}
