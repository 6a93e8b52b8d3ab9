package dev.sluice.sandbox.host;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong deadline = new AtomicLong(Long.MAX_VALUE);

    private Watched(Runnable alarm) {
      this.alarm = alarm;
    }

    /** Whether it has a deadline. */
    boolean isArmed() {
      return deadline.get() != Long.MAX_VALUE;
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
    armed.deadline.set(deadline);
    if (deadline < nextLook) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Takes the deadline away.
   *
   * @return false when there was none, or when it has passed: then the alarm goes off all the same
   */
  boolean disarm(Watched disarmed) {
    return disarmed.deadline.getAndSet(Long.MAX_VALUE) != Long.MAX_VALUE;
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
        long deadline = each.deadline.get();
        if (deadline <= now) {
          if (each.deadline.compareAndSet(deadline, Long.MAX_VALUE)) {
            each.alarm.run();
          }
          next = Math.min(next, each.deadline.get());
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
