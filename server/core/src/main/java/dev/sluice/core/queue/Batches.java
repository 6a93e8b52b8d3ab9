package dev.sluice.core.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

/**
 * Hands what many threads bring to one thread, as much at a time as a transaction takes.
 * Thread-safe; one thread takes.
 */
final class Batches<E> {
  private final int most;
  private final ToIntFunction<E> size;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<E> pending = new ArrayList<>();
  private boolean closed;

  /**
   * None yet.
   *
   * @param most how large a batch is, unless its first element is larger
   * @param size of an element
   */
  Batches(int most, ToIntFunction<E> size) {
    this.most = most;
    this.size = size;
  }

  /** Adds an element, also after closing. */
  void add(E element) {
    lock.lock();
    try {
      pending.add(element);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Adds an element; false, and it is not added, after closing. */
  boolean offer(E element) {
    lock.lock();
    try {
      if (!closed) {
        add(element);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for elements, and takes the first ones; none once it is closed and empty. */
  List<E> take() throws InterruptedException {
    lock.lock();
    try {
      while (pending.isEmpty() && !closed) {
        changed.await();
      }
      int taken = 0;
      int sum = 0;
      while (taken < pending.size()) {
        sum += size.applyAsInt(pending.get(taken));
        if (taken > 0 && sum > most) {
          break;
        }
        taken++;
      }
      List<E> batch = List.copyOf(pending.subList(0, taken));
      pending = new ArrayList<>(pending.subList(taken, pending.size()));
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Waits; false, and at once, when it is closed. */
  boolean pause(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long nanos = time.toNanos();
      while (!closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Lets {@link #take} give what is left, and then nothing. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
