package dev.sluice.core.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what attempts came to, many in one transaction, and says so afterwards. While the store
 * fails it is tried again, and after closing once more: what was not written is found as it was at
 * the next start. Thread-safe; one thread runs {@link #run}.
 */
final class Settler implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
  private static final int BATCH = 500;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final QueueStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<Entry> pending = new ArrayList<>();
  private boolean closed;

  Settler(QueueStore store) {
    this.store = store;
  }

  private record Entry(Settlement settlement, Runnable written) {}

  /**
   * Has this written.
   *
   * @param written called by the writing thread once it is; it must be quick
   */
  void add(Settlement settlement, Runnable written) {
    lock.lock();
    try {
      pending.add(new Entry(settlement, written));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    try {
      List<Entry> some = take();
      while (!some.isEmpty()) {
        write(some);
        some = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Entry> take() throws InterruptedException {
    lock.lock();
    try {
      while (pending.isEmpty() && !closed) {
        changed.await();
      }
      int size = Math.min(BATCH, pending.size());
      List<Entry> some = List.copyOf(pending.subList(0, size));
      pending = new ArrayList<>(pending.subList(size, pending.size()));
      return some;
    } finally {
      lock.unlock();
    }
  }

  private void write(List<Entry> some) throws InterruptedException {
    List<Settlement> settlements = some.stream().map(Entry::settlement).toList();
    while (true) {
      try {
        store.settle(settlements);
        break;
      } catch (RuntimeException e) {
        LOG.error("The ends of {} queued events could not be stored.", some.size(), e);
        lock.lock();
        try {
          if (closed) {
            return;
          }
          long unused = changed.awaitNanos(TimeUnit.SECONDS.toNanos(RETRY.toSeconds()));
        } finally {
          lock.unlock();
        }
      }
    }
    some.forEach(Settler::tell);
  }

  private static void tell(Entry entry) {
    try {
      entry.written().run();
    } catch (RuntimeException e) {
      LOG.error("What follows from the end of {} failed.", entry.settlement().id(), e);
    }
  }

  /** Lets {@link #run} write what is pending and return. */
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
