package dev.sluice.core.queue;

import dev.sluice.core.Ticker;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.queue.Channels.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to workers. The store is the truth: memory has a window of each queue's events that
 * are due, and an event leaves it when its row says what became of it. Thread-safe; one thread runs
 * {@link #run}.
 */
final class QueueDispatcher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(QueueDispatcher.class);
  private static final int LOAD = 500;
  private static final int MOST_POSTPONED = 100;
  private static final Duration READ_AGAIN = Duration.ofSeconds(1);
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

  /** After all positions: what an ordered queue has may be ahead of the clock. */
  private static final Instant EVER = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000L - 2);

  private final QueueStore store;
  private final Attempts attempts;
  private final Settler settler;
  private final AcceptFirst acceptFirst;
  private final QueueSettings settings;
  private final Executor workers;
  private final Clock clock;

  private final List<BiConsumer<QueueName, InvocationRecord>> listeners =
      new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Channels channels;
  private int running;
  private boolean closed;

  QueueDispatcher(
      QueueStore store,
      Attempts attempts,
      Targets targets,
      QueueRules rules,
      Settler settler,
      AcceptFirst acceptFirst,
      QueueSettings settings,
      Executor workers,
      Clock clock,
      Ticker ticker) {
    this.store = store;
    this.attempts = attempts;
    this.settler = settler;
    this.acceptFirst = acceptFirst;
    this.settings = settings;
    this.workers = workers;
    this.clock = clock;
    this.channels = new Channels(targets, rules, settings, clock, ticker);
  }

  /**
   * Where events wait from before, and which of them block their shards; call it once, before all
   * else.
   */
  void begin(List<QueueName> waiting, List<QueuedEvent> blocked) {
    locked(
        () -> {
          waiting.forEach(queue -> channels.activate(channels.of(queue)));
          blocked.forEach(event -> channels.of(event.queue()).blockedBy = event.id());
        });
  }

  /**
   * An event blocks its shard no more: it waits, or is gone.
   *
   * @param outputs what was queued because of that
   */
  void unblocked(QueuedEvent event, List<Accepting> outputs) {
    locked(
        () -> {
          Channel channel = channels.of(event.queue());
          channel.window.forget(event.id());
          channel.blockedBy = null;
          channel.empty();
          channels.activate(channel);
          outputs.forEach(output -> look(output.event().queue()));
        });
  }

  /** Lets nothing begin of a queue and its shards, and then what the store has. */
  void rewind(QueueName whole, boolean rewinding) {
    locked(
        () -> {
          channels.of(whole).rewinding = rewinding;
          for (Channel channel : channels.within(whole)) {
            if (!rewinding) {
              channel.empty();
            }
            channels.activate(channel);
          }
        });
  }

  /** These were added to the store. */
  void arrived(List<QueuedEvent> events) {
    locked(
        () -> {
          for (QueuedEvent event : events) {
            Channel channel = channels.of(event.queue());
            // Of an ordered queue the store knows the order, and callers come in any.
            if (channel.isOrdered()
                || channel.more
                || channel.loading
                || channel.window.size() >= settings.window()) {
              channel.more = true;
              channel.missed = true;
            } else {
              channel.window.offer(event.slim());
            }
            channels.activate(channel);
          }
        });
  }

  /** A function was changed: what it held back may run now. */
  void functionChanged(String namespace, String function) {
    locked(
        () -> {
          for (Channel channel : channels.all()) {
            if (channel.name.namespace().equals(namespace)
                && channel.name.function().equals(function)) {
              channel.changes++;
              channel.held = false;
              channels.activate(channel);
            }
          }
        });
  }

  /** Lets no event of the queue begin, or lets them again. */
  void pause(QueueName queue, boolean paused) {
    locked(
        () -> {
          Channel channel = channels.of(queue);
          channel.paused = paused;
          channels.within(queue).forEach(channels::activate);
        });
  }

  /** Forgets a queue whose events are gone; those that run end as they do. */
  void drop(QueueName queue) {
    locked(() -> channels.drop(queue));
  }

  /** Pauses a queue and forgets its events that wait; returns the ids of those that it has. */
  Set<String> clear(QueueName queue) {
    lock.lock();
    try {
      Channel channel = channels.of(queue);
      channel.paused = true;
      return channel.window.clear();
    } finally {
      lock.unlock();
    }
  }

  /** How many events of a queue run. */
  int running(QueueName queue) {
    lock.lock();
    try {
      Channel channel = channels.find(queue);
      return channel == null ? 0 : channel.runningIds.size();
    } finally {
      lock.unlock();
    }
  }

  /** Has this told of each event that has left its queue. */
  void onEnded(BiConsumer<QueueName, InvocationRecord> listener) {
    listeners.add(listener);
  }

  /** Whether an event runs, and has not ended. */
  boolean isRunning(QueuedEvent event) {
    lock.lock();
    try {
      Channel channel = channels.find(event.queue());
      return channel != null && channel.runningIds.contains(event.id());
    } finally {
      lock.unlock();
    }
  }

  /** Takes an event out that waits, and settles it so; false where it runs, or stops its shard. */
  boolean cancel(QueuedEvent event, Settlement.Over settlement) {
    lock.lock();
    try {
      Channel channel = channels.of(event.queue());
      if (event.id().equals(channel.blockedBy)) {
        return false;
      }
      boolean waits = channel.window.remove(event.id()) != null;
      if (!waits && channel.window.knows(event.id())) {
        return false;
      }
      channel.window.know(event.id());
      settler.add(settlement, () -> settled(channel, settlement));
      channels.activate(channel);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    try {
      Channel toLoad = startUntilOneLoads();
      while (toLoad != null) {
        load(toLoad);
        toLoad = startUntilOneLoads();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts events until one queue's have to be read; null at the end. */
  private @Nullable Channel startUntilOneLoads() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        channels.wakeUp();
        boolean held = running >= acceptFirst.most(settings.workers());
        Job job = held ? null : channels.next();
        Channel toLoad = job == null ? channels.toLoad() : null;
        // Only now: what waits for others, or for its rate, has just said until when.
        Long pause = untilNext(held);
        if (job != null) {
          start(job);
        } else if (toLoad != null) {
          toLoad.loading = true;
          toLoad.missed = false;
          return toLoad;
        } else if (pause == null) {
          changed.await();
        } else {
          long unusedRest = changed.awaitNanos(pause);
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Nanoseconds to what becomes due next, or null; where acceptance comes first, it is asked. */
  private @Nullable Long untilNext(boolean held) {
    Long wake = channels.untilWake();
    if (!held || running >= settings.workers()) {
      return wake;
    }
    return wake == null ? LOOK_AGAIN_NANOS : Math.min(wake, LOOK_AGAIN_NANOS);
  }

  /** Reads what is due; without the lock, so that events arrive and end meanwhile. */
  private void load(Channel channel) {
    int limit;
    int generation;
    lock.lock();
    try {
      generation = channel.generation;
      limit = channel.window.size() + (channel.isOrdered() ? channels.most(channel) : LOAD);
      channel.changedMeanwhile.clear();
    } finally {
      lock.unlock();
    }
    Instant now = channel.isOrdered() ? EVER : clock.instant();
    try {
      List<QueuedEvent> rows = store.due(channel.name, now, limit);
      boolean all = rows.size() < limit;
      Instant later = all && !channel.isOrdered() ? store.nextDue(channel.name, now) : null;
      locked(
          () -> loaded(channel, generation == channel.generation ? rows : List.of(), !all, later));
    } catch (RuntimeException e) {
      LOG.error("The queue of {} could not be read; it is tried again.", channel.name, e);
      locked(
          () -> {
            channel.loading = false;
            channel.more = false;
            channels.lookAfter(channel, READ_AGAIN.toNanos());
          });
    }
  }

  private void loaded(
      Channel channel, List<QueuedEvent> rows, boolean more, @Nullable Instant later) {
    channel.loading = false;
    channel.more = more || channel.missed;
    for (QueuedEvent row : rows) {
      if (channels.isHeavy(channel)) {
        channel.more = true;
        break;
      }
      // What was read of these is not so any more.
      if (!channel.changedMeanwhile.contains(row.id())) {
        channel.window.offer(row);
      }
    }
    if (later != null) {
      lookAt(channel, later);
    }
    channels.activate(channel);
  }

  private void lookAt(Channel channel, Instant due) {
    long pause = Math.max(0, Duration.between(clock.instant(), due).toNanos());
    channels.lookAfter(channel, pause + TimeUnit.MILLISECONDS.toNanos(1));
  }

  private void start(Job job) {
    running++;
    job.channel().gate.running++;
    job.events().forEach(event -> job.channel().runningIds.add(event.id()));
    workers.execute(() -> work(job));
  }

  private void work(Job job) {
    List<Verdict> verdicts;
    try {
      verdicts = attempts.attempt(job.events(), job.gathered());
    } catch (RuntimeException | Error e) {
      LOG.error("An attempt at the event {} failed in the server.", job.events().get(0).id(), e);
      verdicts = Collections.nCopies(job.events().size(), new Verdict.Postponed(READ_AGAIN));
    }
    List<Verdict> done = verdicts;
    locked(
        () -> {
          running--;
          job.channel().gate.running--;
          job.events().forEach(event -> job.channel().runningIds.remove(event.id()));
          // From the last one: what goes back to the queue's head keeps its order.
          for (int i = done.size() - 1; i >= 0; i--) {
            after(job, job.events().get(i), done.get(i), i == 0);
          }
          channels.activate(job.channel());
        });
  }

  private void after(Job job, QueuedEvent event, Verdict verdict, boolean first) {
    Channel channel = job.channel();
    if (verdict instanceof Verdict.Postponed postponed) {
      if (first) {
        postpone(channel, postponed.pause());
      }
      channel.window.back(event);
      return;
    }
    if (verdict instanceof Verdict.Back) {
      channel.window.back(event);
      return;
    }
    channel.postponed = 0;
    if (channel.isOrdered()) {
      inTurn(job, event, verdict, first);
    } else if (verdict instanceof Verdict.Over over) {
      channel.window.leaveLane(event);
      settler.add(over.settlement(), () -> settled(channel, over.settlement()));
    } else if (verdict instanceof Verdict.Again again) {
      QueuedEvent next = again.settlement().event();
      if (event.lane() == null) {
        settler.add(again.settlement(), () -> forget(channel, event.id(), next.dueAt()));
      } else {
        settler.add(again.settlement(), () -> {});
        channels.goOnAfter(channel, again.pause().toNanos(), next);
      }
    } else if (verdict instanceof Verdict.Handed handed) {
      channel.window.leaveLane(event);
      settler.add(handed.settlement(), () -> forget(channel, event.id(), null));
    } else {
      otherwise(job, event, verdict);
    }
  }

  private void otherwise(Job job, QueuedEvent event, Verdict verdict) {
    Channel channel = job.channel();
    if (verdict instanceof Verdict.Held) {
      // It may have changed since the attempt began.
      channel.held = channel.changes == job.changes();
      channel.window.back(event);
    } else {
      channel.window.leaveLane(event);
      channel.window.forget(event.id());
    }
  }

  /** As {@link #after}, in an ordered queue: the next run begins after this is written. */
  private void inTurn(Job job, QueuedEvent event, Verdict verdict, boolean first) {
    Channel channel = job.channel();
    if (verdict instanceof Verdict.Over over) {
      channel.unsettled++;
      settler.add(
          over.settlement(),
          () -> {
            settled(channel, over.settlement());
            written(channel);
          });
    } else if (verdict instanceof Verdict.Again again) {
      channel.unsettled++;
      channel.window.back(again.settlement().event());
      if (first) {
        channels.waitFor(channel, again.pause().toNanos());
      }
      settler.add(again.settlement(), () -> written(channel));
    } else if (verdict instanceof Verdict.Blocked blocked) {
      channel.unsettled++;
      channel.blockedBy = event.id();
      settler.add(blocked.settlement(), () -> written(channel));
    } else {
      otherwise(job, event, verdict);
    }
  }

  private void written(Channel channel) {
    locked(
        () -> {
          channel.unsettled--;
          channels.activate(channel);
        });
  }

  private void postpone(Channel channel, @Nullable Duration given) {
    channel.postponed = Math.min(MOST_POSTPONED, channel.postponed + 1);
    Duration pause = given == null ? settings.patience().multipliedBy(channel.postponed) : given;
    channels.waitFor(channel, pause.toNanos());
  }

  private void settled(Channel channel, Settlement.Over over) {
    forget(channel, over.id(), null);
    if (!over.outputs().isEmpty()) {
      // One that was dropped as a duplicate is no row: reading the store tells.
      locked(() -> over.outputs().forEach(output -> look(output.event().queue())));
    }
    listeners.forEach(listener -> listener.accept(channel.name, over.record()));
  }

  private void look(QueueName queue) {
    Channel channel = channels.of(queue);
    channel.more = true;
    channel.missed = true;
    channels.activate(channel);
  }

  private void forget(Channel channel, String id, @Nullable Instant due) {
    locked(
        () -> {
          channel.window.forget(id);
          if (channel.loading) {
            channel.changedMeanwhile.add(id);
          }
          if (due != null) {
            lookAt(channel, due);
          }
          channels.activate(channel);
        });
  }

  /** Lets no further event begin; those that run end as they do. */
  void close() {
    locked(() -> closed = true);
  }
}
