package dev.sluice.core.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One listener's queue. When its reader is too slow the oldest messages are dropped and counted: a
 * live view that lags for ever helps nobody, and everything is in the store. Thread-safe.
 */
public final class LiveSubscription implements AutoCloseable {
  private final Predicate<LiveMessage> filter;
  private final int capacity;
  private final Consumer<LiveSubscription> onClose;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<LiveMessage> queue = new ArrayDeque<>();
  private long dropped;
  private boolean closed;

  LiveSubscription(
      Predicate<LiveMessage> filter, int capacity, Consumer<LiveSubscription> onClose) {
    this.filter = filter;
    this.capacity = capacity;
    this.onClose = onClose;
  }

  void offer(LiveMessage message) {
    if (!filter.test(message)) {
      return;
    }
    lock.lock();
    try {
      if (queue.size() == capacity) {
        queue.poll();
        dropped++;
      }
      queue.add(message);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for messages.
   *
   * @return what has arrived, oldest first; empty when the time is over or the subscription closed
   */
  public List<LiveMessage> take(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (queue.isEmpty() && !closed && nanos > 0) {
        nanos = arrived.awaitNanos(nanos);
      }
      List<LiveMessage> taken = new ArrayList<>(queue);
      queue.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How many messages were dropped so far. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it has ended. */
  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
    onClose.accept(this);
  }
}
