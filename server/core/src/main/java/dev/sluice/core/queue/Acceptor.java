package dev.sluice.core.queue;

import dev.sluice.core.SluiceException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Takes events for many callers at once: one thread adds what all of them bring, and syncs it to
 * the disk. Thread-safe; one thread runs {@link #run}.
 */
final class Acceptor implements Runnable {
  private static final int BATCH = 1_000;

  private final QueueStore store;
  private final Positions positions;
  private final AcceptFirst first;
  private final Clock clock;
  private final Batches<Entry> pending = new Batches<>(BATCH, entry -> entry.events().size());

  Acceptor(QueueStore store, Positions positions, AcceptFirst first, Clock clock) {
    this.store = store;
    this.positions = positions;
    this.first = first;
    this.clock = clock;
  }

  private record Entry(List<Accepting> events, CompletableFuture<List<String>> added) {}

  /**
   * Adds events, all or none; they are on disk on return.
   *
   * @return for each the id of its invocation, as {@link QueueStore#add}
   * @throws SluiceException {@code SHUTTING_DOWN} or {@code STORAGE_UNAVAILABLE}
   */
  List<String> accept(List<Accepting> events) {
    Entry entry = new Entry(events, new CompletableFuture<>());
    if (!pending.offer(entry)) {
      throw SluiceException.shuttingDown();
    }
    try {
      return entry.added().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SluiceException refusal) {
        throw refusal;
      }
      throw e;
    }
  }

  @Override
  public void run() {
    try {
      List<Entry> some = pending.take();
      while (!some.isEmpty()) {
        add(some);
        some = pending.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(List<Entry> some) {
    List<Accepting> all = new ArrayList<>();
    Instant now = clock.instant();
    // Here, where there is one thread: the order of positions is that of transactions.
    some.forEach(entry -> entry.events().forEach(event -> all.add(placed(event, now))));
    first.accepting();
    try {
      List<String> ids = store.add(all);
      // Once for all: callers who asked for a sync each would fall into two of them.
      store.sync();
      int from = 0;
      for (Entry entry : some) {
        int to = from + entry.events().size();
        entry.added().complete(List.copyOf(ids.subList(from, to)));
        from = to;
      }
    } catch (RuntimeException | Error e) {
      some.forEach(entry -> entry.added().completeExceptionally(e));
    }
  }

  private Accepting placed(Accepting accepting, Instant now) {
    QueuedEvent event = accepting.event();
    return event.queue().shard() == null
        ? accepting
        : new Accepting(event.at(positions.next(now)), accepting.rememberUntil());
  }

  /** Refuses new events, and lets {@link #run} add what is pending and return. */
  void close() {
    pending.close();
  }
}
