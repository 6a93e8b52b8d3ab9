package dev.sluice.core.queue;

import dev.sluice.core.SluiceException;
import dev.sluice.core.queue.combination.Combining;
import dev.sluice.core.queue.combination.Joining;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Takes events for many callers at once: one thread adds what all of them bring, and syncs it to
 * the disk. That thread alone changes combinations of events, in the same transactions.
 * Thread-safe; one thread runs {@link #run}.
 */
final class Acceptor implements Runnable {
  private static final int BATCH = 1_000;

  private final QueueStore store;
  private final Targets targets;
  private final Combining combining;
  private final Positions positions;
  private final AcceptFirst first;
  private final Clock clock;
  private final Batches<Entry> pending = new Batches<>(BATCH, Entry::size);

  Acceptor(
      QueueStore store,
      Targets targets,
      Combining combining,
      Positions positions,
      AcceptFirst first,
      Clock clock) {
    this.store = store;
    this.targets = targets;
    this.combining = combining;
    this.positions = positions;
    this.first = first;
    this.clock = clock;
  }

  /**
   * What was taken.
   *
   * @param ids for each event the id of its invocation, as {@link QueueStore#add}; then those of
   *     combinations that became whole
   * @param arrived those that are in the queue now
   */
  record Accepted(List<String> ids, List<QueuedEvent> arrived) {
    Accepted {
      ids = List.copyOf(ids);
      arrived = List.copyOf(arrived);
    }
  }

  private record Entry(
      List<Accepting> events,
      List<Joining> parts,
      boolean expires,
      CompletableFuture<Accepted> added) {
    int size() {
      return events.size() + parts.size();
    }

    boolean combines() {
      return expires || !parts.isEmpty();
    }
  }

  /**
   * Adds events, all or none; they are on disk on return.
   *
   * @param parts events that wait for others
   * @throws SluiceException {@code SHUTTING_DOWN} or {@code STORAGE_UNAVAILABLE}
   */
  Accepted accept(List<QueuedEvent> events, List<Joining> parts) {
    List<Accepting> accepting = events.stream().map(targets::accepting).toList();
    Entry entry = new Entry(accepting, parts, false, new CompletableFuture<>());
    if (!pending.offer(entry)) {
      throw SluiceException.shuttingDown();
    }
    return await(entry);
  }

  /**
   * Ends some combinations whose time is over.
   *
   * @return false where nothing is taken any more
   */
  boolean expire() {
    Entry entry = new Entry(List.of(), List.of(), true, new CompletableFuture<>());
    if (!pending.offer(entry)) {
      return false;
    }
    Accepted unused = await(entry);
    return true;
  }

  private static Accepted await(Entry entry) {
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
    Instant now = clock.instant();
    first.accepting();
    try {
      List<Accepted> all =
          some.stream().anyMatch(Entry::combines)
              ? store.together(queue -> combine(queue, some, now))
              : add(some.stream().map(Entry::events).toList(), now, store::add);
      // Once for all: callers who asked for a sync each would fall into two of them.
      store.sync();
      for (int i = 0; i < some.size(); i++) {
        some.get(i).added().complete(all.get(i));
      }
    } catch (RuntimeException | Error e) {
      some.forEach(entry -> entry.added().completeExceptionally(e));
    }
  }

  private List<Accepted> combine(QueueTransaction queue, List<Entry> some, Instant now) {
    List<List<Accepting>> all = new ArrayList<>();
    for (Entry entry : some) {
      List<Accepting> events = new ArrayList<>(entry.events());
      for (Joining part : entry.parts()) {
        combining.add(queue.combinations(), part, now).stream()
            .map(targets::accepting)
            .forEach(events::add);
      }
      all.add(events);
      if (entry.expires()) {
        int unused = queue.combinations().expire(now, BATCH);
      }
    }
    return add(all, now, queue::add);
  }

  private List<Accepted> add(
      List<List<Accepting>> all, Instant now, Function<List<Accepting>, List<String>> queue) {
    // Here, where there is one thread: the order of positions is that of transactions.
    List<String> ids =
        queue.apply(all.stream().flatMap(List::stream).map(event -> placed(event, now)).toList());
    List<Accepted> accepted = new ArrayList<>();
    int from = 0;
    for (List<Accepting> events : all) {
      int to = from + events.size();
      accepted.add(accepted(events, ids.subList(from, to)));
      from = to;
    }
    return accepted;
  }

  private static Accepted accepted(List<Accepting> events, List<String> ids) {
    List<QueuedEvent> arrived = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      QueuedEvent event = events.get(i).event();
      if (ids.get(i).equals(event.id())) {
        arrived.add(event);
      }
    }
    return new Accepted(ids, arrived);
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
