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
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes events for many callers at once: one thread adds what all of them bring, and syncs it to
 * the disk. That thread alone changes combinations of events, in the same transactions. Another one
 * tells callers, so that the next events go to the disk meanwhile. Thread-safe; one thread runs
 * {@link #run}, and one {@link #answer}.
 */
final class Acceptor implements Runnable {
  private static final int BATCH = 1_000;

  private final QueueStore store;
  private final Targets targets;
  private final Combining combining;
  private final Positions positions;
  private final AcceptFirst first;
  private final Consumer<List<QueuedEvent>> arrived;
  private final Clock clock;
  private final Batches<Done> done = new Batches<>(BATCH, one -> 1);
  private final Batches<Entry> pending = new Batches<>(BATCH, Entry::size);

  /**
   * Adds to this store.
   *
   * @param arrived is told of those that are in the queue, before their callers are
   */
  Acceptor(
      QueueStore store,
      Targets targets,
      Combining combining,
      Positions positions,
      AcceptFirst first,
      Consumer<List<QueuedEvent>> arrived,
      Clock clock) {
    this.store = store;
    this.targets = targets;
    this.combining = combining;
    this.positions = positions;
    this.first = first;
    this.arrived = arrived;
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

  /** What became of entries that went to the disk together. */
  private record Done(List<Entry> entries, List<Accepted> accepted, @Nullable Throwable failure) {}

  /**
   * Adds events, all or none; they are on disk on return.
   *
   * @param parts events that wait for others
   * @throws SluiceException {@code SHUTTING_DOWN} or {@code STORAGE_UNAVAILABLE}
   */
  Accepted accept(List<QueuedEvent> events, List<Joining> parts) {
    return await(offer(events, parts));
  }

  /**
   * As {@link #accept}; what is returned is completed once they are on disk. The thread that does
   * so tells all callers and must not be held up.
   *
   * @throws SluiceException {@code SHUTTING_DOWN}
   */
  CompletableFuture<Accepted> offer(List<QueuedEvent> events, List<Joining> parts) {
    List<Accepting> accepting = events.stream().map(targets::accepting).toList();
    Entry entry = new Entry(accepting, parts, false, new CompletableFuture<>());
    if (!pending.offer(entry)) {
      throw SluiceException.shuttingDown();
    }
    return entry.added();
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
    Accepted unused = await(entry.added());
    return true;
  }

  private static Accepted await(CompletableFuture<Accepted> added) {
    try {
      return added.join();
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
    } finally {
      done.close();
    }
  }

  /** Tells callers what became of their events, until {@link #run} is over and all are told. */
  void answer() {
    try {
      List<Done> some = done.take();
      while (!some.isEmpty()) {
        some.forEach(this::tell);
        some = done.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Done one) {
    Throwable failure = one.failure();
    if (failure == null) {
      try {
        // Once for all of them: whoever runs events looks at each news.
        arrived.accept(
            one.accepted().stream().flatMap(accepted -> accepted.arrived().stream()).toList());
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }
    for (int i = 0; i < one.entries().size(); i++) {
      CompletableFuture<Accepted> added = one.entries().get(i).added();
      if (failure == null) {
        added.complete(one.accepted().get(i));
      } else {
        added.completeExceptionally(failure);
      }
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
      done.add(new Done(some, all, null));
    } catch (RuntimeException | Error e) {
      done.add(new Done(some, List.of(), e));
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
