package dev.sluice.core.queue;

import java.time.Duration;
import java.util.List;
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
  private static final int BATCH = 64;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final QueueStore store;
  private final Batches<Entry> pending = new Batches<>(BATCH, entry -> 1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private long added;
  private long settled;

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
      added++;
      pending.add(new Entry(settlement, written));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was added before is written, and not for ever. */
  void flush() {
    lock.lock();
    try {
      long all = added;
      long nanos = PATIENCE.toNanos();
      while (settled < all && nanos > 0) {
        nanos = progress.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    try {
      List<Entry> some = pending.take();
      while (!some.isEmpty()) {
        write(some);
        some = pending.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Entry> some) throws InterruptedException {
    List<Settlement> settlements = some.stream().map(Entry::settlement).toList();
    while (!settle(settlements)) {
      if (!pending.pause(RETRY)) {
        return;
      }
    }
    some.forEach(Settler::tell);
    lock.lock();
    try {
      settled += some.size();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean settle(List<Settlement> settlements) {
    try {
      store.settle(settlements);
      return true;
    } catch (RuntimeException e) {
      LOG.error("The ends of {} queued events could not be stored.", settlements.size(), e);
      return false;
    }
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
    pending.close();
  }
}
