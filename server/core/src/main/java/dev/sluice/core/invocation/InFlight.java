package dev.sluice.core.invocation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what runs, so that a server can stop without cutting it off. Thread-safe. */
final class InFlight {
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition empty = lock.newCondition();

  /** One more runs; false, and none more, once draining has begun. */
  boolean enter() {
    running.incrementAndGet();
    if (closed.get()) {
      leave();
      return false;
    }
    return true;
  }

  void leave() {
    if (running.decrementAndGet() == 0 && closed.get()) {
      lock.lock();
      try {
        empty.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  boolean drain(Duration patience) {
    closed.set(true);
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (running.get() > 0 && nanos > 0) {
        nanos = empty.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return running.get() == 0;
  }
}
