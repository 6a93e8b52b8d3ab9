package dev.sluice.core.job;

import dev.sluice.core.IdSource;
import dev.sluice.core.job.Job.State;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the queues of jobs filled, and ends jobs whose tasks have ended. A job has a thousand tasks
 * in the queue at most, however many it has in all. Thread-safe; one thread runs {@link #run}.
 */
final class JobRunner implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  /** With so many tasks in the queue, or fewer, more are put there. */
  static final int LOW = 500;

  private static final int CHUNK = 500;
  private static final String JSON = "application/json";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final JobStore store;
  private final JobBook book;
  private final EventQueue queue;
  private final JobEvents events;
  private final TaskCutter cutter;
  private final Clock clock;
  private final IdSource ids;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Ref> due = new LinkedHashSet<>();
  private final Set<Ref> later = new LinkedHashSet<>();
  private boolean closed;

  JobRunner(
      JobStore store, JobBook book, EventQueue queue, JobEvents events, Clock clock, IdSource ids) {
    this.store = store;
    this.book = book;
    this.queue = queue;
    this.events = events;
    this.cutter = new TaskCutter(store);
    this.clock = clock;
    this.ids = ids;
  }

  private record Ref(String namespace, String id) {}

  /** Something about this job may be to be done. */
  void wake(Job job) {
    lock.lock();
    try {
      due.add(new Ref(job.namespace(), job.id()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets {@link #run} return after what it does now. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    try {
      Ref next = take();
      while (next != null) {
        if (!step(next)) {
          again(next);
        }
        next = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Ref take() throws InterruptedException {
    lock.lock();
    try {
      while (due.isEmpty() && !closed) {
        if (later.isEmpty()) {
          changed.await();
        } else if (changed.awaitNanos(PAUSE.toNanos()) <= 0) {
          due.addAll(later);
          later.clear();
        }
      }
      if (closed) {
        return null;
      }
      Ref next = due.iterator().next();
      due.remove(next);
      later.remove(next);
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void again(Ref job) {
    lock.lock();
    try {
      later.add(job);
    } finally {
      lock.unlock();
    }
  }

  /** Does what is to be done about a job; false where it has to be looked at again in a while. */
  private boolean step(Ref of) {
    try {
      Optional<Job> found = store.find(of.namespace(), of.id());
      return found.isEmpty() || step(found.get());
    } catch (RuntimeException e) {
      LOG.error("The job {} could not be taken further; it is tried again.", of.id(), e);
      return false;
    }
  }

  private boolean step(Job found) {
    Job job = found;
    if (job.state() == State.CANCELLING) {
      JobBook.Entry unused = book.put(job);
      Set<String> running = queue.clear(job.queue());
      if (store.removeWaiting(job, running) > 0) {
        return false;
      }
    } else if (job.state() == State.RUNNING) {
      while (job.hasMore() && job.progress().outstanding() <= LOW) {
        if (!fill(job)) {
          return false; // it was paused or cancelled meanwhile
        }
        job = store.find(job.namespace(), job.id()).orElseThrow();
        JobBook.Entry unused = book.put(job);
      }
    }
    Job over = job;
    if (job.state() == State.CANCELLING || job.isDone()) {
      over = store.finish(job, clock.instant()).orElse(job);
    }
    // Once it was told it is in the book no more, until a task of it is run again.
    if (over.state().isOver() && book.find(over.id()) != null) {
      tell(over);
    }
    return true;
  }

  private void tell(Job over) {
    queue.drop(over.queue());
    events.over(over);
    store.told(over);
    book.remove(over.id());
    store
        .find(over.namespace(), over.id())
        .filter(now -> !now.state().isOver())
        .ifPresent(
            now -> {
              // A task was redriven by somebody who found the job in the book.
              JobBook.Entry unused = book.put(now);
              wake(now);
            });
  }

  private boolean fill(Job job) {
    TaskCutter.Cut cut = cutter.cut(job, CHUNK);
    List<QueuedEvent> tasks = new ArrayList<>();
    Instant now = clock.instant();
    for (byte[] payload : cut.payloads()) {
      tasks.add(task(job, job.progress().started() + tasks.size(), payload, now));
    }
    JobBook.Entry entry = book.put(job);
    // They may run, and end, before anybody here knows that they were added.
    entry.outstanding.addAndGet(tasks.size());
    boolean filled = false;
    try {
      filled = store.fill(job, cut.next(), tasks);
    } finally {
      if (!filled) {
        entry.outstanding.addAndGet(-tasks.size());
      }
    }
    if (filled) {
      queue.added(tasks);
    }
    return filled;
  }

  private QueuedEvent task(Job job, long number, byte[] payload, Instant now) {
    return QueuedEvent.fresh(
        ids.next(),
        job.queue(),
        job.version(),
        TaskTrigger.of(job),
        Content.of(
            payload,
            JSON,
            Long.toString(number),
            "/namespaces/" + job.namespace() + "/jobs/" + job.id()),
        Routing.NONE,
        now);
  }
}
