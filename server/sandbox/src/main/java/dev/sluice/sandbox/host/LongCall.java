package dev.sluice.sandbox.host;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What an instance's call that lasts is treated with: its lines go out as they come; and while it
 * computes without a pause it stands back behind calls that are over in a moment, which otherwise
 * would wait for the end of its turn on the processor. Thread-safe for one call at a time.
 */
final class LongCall {
  private static final Duration FOLLOW_AFTER = Duration.ofMillis(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Watchdog watchdog;
  private final Watchdog.Watched watched;
  private final Runnable follow;
  private final LongSupplier processorMillis;
  private final Standing standing;
  private long usedMillis;
  private int looks;
  private boolean running;
  private boolean standsBack;

  /** Sets whether an instance stands back. */
  @FunctionalInterface
  interface Standing {
    void standBack(boolean back);
  }

  /**
   * For one instance.
   *
   * @param follow lets the lines of its call go out as they come
   * @param processorMillis what its processes have used, in milliseconds
   */
  LongCall(Watchdog watchdog, Runnable follow, LongSupplier processorMillis, Standing standing) {
    this.watchdog = watchdog;
    this.follow = follow;
    this.processorMillis = processorMillis;
    this.standing = standing;
    this.watched = watchdog.add(this::look);
  }

  /** A call begins. */
  synchronized void begin() {
    looks = 0;
    running = true;
    watchdog.arm(watched, FOLLOW_AFTER.toNanos());
  }

  /** The call is over. */
  synchronized void end() {
    watchdog.disarm(watched);
    running = false;
    if (standsBack) {
      standsBack = false;
      standing.standBack(false);
    }
  }

  private synchronized void look() {
    if (!running) {
      return;
    }
    if (looks == 0) {
      follow.run();
    } else {
      long used = processorMillis.getAsLong();
      if (looks > 1) {
        judge(used - usedMillis);
      }
      usedMillis = used;
    }
    looks++;
    watchdog.arm(watched, LOOK_EVERY.toNanos());
  }

  /** One that gets hardly anything where it stands does not stay there. */
  private void judge(long used) {
    long look = LOOK_EVERY.toMillis();
    if (standsBack ? used <= look / 10 : used >= look / 2) {
      standsBack = !standsBack;
      standing.standBack(standsBack);
    }
  }

  /** Never again. */
  void close() {
    watchdog.remove(watched);
  }
}
