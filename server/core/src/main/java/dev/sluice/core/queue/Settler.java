package dev.sluice.core.queue;

import java.time.Duration;
import java.util.List;
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
  private final Batches<Entry> pending = new Batches<>(BATCH, entry -> 1);

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
    pending.add(new Entry(settlement, written));
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
