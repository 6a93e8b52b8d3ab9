package dev.sluice.sandbox.host;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the deadlines of all instances with one thread that sleeps until the next one. Arming
 * wakes it only when the new deadline is earlier than its next look, which is rare, so that a call
 * costs two writes. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile long nextLook = Long.MAX_VALUE;
  private volatile boolean closed;

  Watchdog(ThreadFactory threads) {
    thread = threads.newThread(this::watch);
    thread.start();
  }

  /** One thing with at most one deadline at a time. */
  static final class Watched {
    private final Runnable alarm;
    private volatile long deadline = Long.MAX_VALUE;

    private Watched(Runnable alarm) {
      this.alarm = alarm;
    }

    /** Whether it has a deadline. */
    boolean isArmed() {
      return deadline != Long.MAX_VALUE;
    }
  }

  /**
   * Adds something to watch.
   *
   * @param alarm run by the watchdog's thread, so it must be quick
   */
  Watched add(Runnable alarm) {
    Watched added = new Watched(alarm);
    watched.add(added);
    return added;
  }

  void remove(Watched gone) {
    watched.remove(gone);
  }

  /** The alarm goes off so many nanoseconds from now, unless it is disarmed before. */
  void arm(Watched armed, long nanos) {
    // Nanosecond clocks may start anywhere: shifted, so that comparing is safe for centuries.
    long deadline = now() + nanos;
    armed.deadline = deadline;
    if (deadline < nextLook) {
      LockSupport.unpark(thread);
    }
  }

  void disarm(Watched disarmed) {
    disarmed.deadline = Long.MAX_VALUE;
  }

  private final long origin = System.nanoTime();

  private long now() {
    return System.nanoTime() - origin;
  }

  private void watch() {
    while (!closed) {
      nextLook = Long.MAX_VALUE;
      long next = Long.MAX_VALUE;
      long now = now();
      for (Watched each : watched) {
        long deadline = each.deadline;
        if (deadline <= now) {
          each.deadline = Long.MAX_VALUE;
          each.alarm.run();
        } else {
          next = Math.min(next, deadline);
        }
      }
      nextLook = next;
      if (next == Long.MAX_VALUE) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, next - now());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
