package dev.sluice.core.invocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records and log lines behind the invocations' backs, many in one transaction: a record is
 * in the store at most {@link #DELAY} after its invocation ended, and {@link #flush} waits for
 * those that are pending, so that a reader sees what it has caused. It numbers the lines, so that
 * they are stored in the order of their ids. When the store cannot keep up, callers wait; when it
 * fails, what is pending is tried again. Thread-safe; one thread runs {@link #run}.
 */
public final class RecordJournal implements Runnable, AutoCloseable {
  /** How long a record waits for company. */
  static final Duration DELAY = Duration.ofMillis(50);

  private static final Logger LOG = LoggerFactory.getLogger(RecordJournal.class);
  private static final int BATCH = 2_000;
  private static final int MAX_PENDING = 50_000;
  private static final Duration FULL_PATIENCE = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final InvocationStore store;
  private final LongConsumer storedUpTo;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private List<InvocationRecord> invocations = new ArrayList<>();
  private List<LogRecord> lines = new ArrayList<>();
  private long lastLineId;
  private long added;
  private long stored;
  private long dropped;
  private boolean hurry;
  private boolean closed;
  private boolean ended;

  /**
   * Writes to this store.
   *
   * @param lastLineId the highest id of a line so far
   * @param storedUpTo told the highest id of a line that is stored, each time after some were; it
   *     must be quick
   */
  public RecordJournal(InvocationStore store, long lastLineId, LongConsumer storedUpTo) {
    this.store = store;
    this.lastLineId = lastLineId;
    this.storedUpTo = storedUpTo;
  }

  /** Adds a finished invocation. */
  void add(InvocationRecord invocation) {
    lock.lock();
    try {
      if (awaitRoom()) {
        invocations.add(invocation);
        count();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a line.
   *
   * @param made makes it of its id
   * @return the line, also where it could not be kept
   */
  public LogRecord add(LongFunction<LogRecord> made) {
    lock.lock();
    try {
      boolean room = awaitRoom();
      LogRecord line = made.apply(++lastLineId);
      if (room) {
        lines.add(line);
        count();
      }
      return line;
    } finally {
      lock.unlock();
    }
  }

  private void count() {
    added++;
    int pending = pending();
    if (pending == 1 || pending == BATCH) {
      work.signal();
    }
  }

  /** Waits for room; gives up, and drops, only when the store has stood still for seconds. */
  private boolean awaitRoom() {
    long nanos = FULL_PATIENCE.toNanos();
    while (pending() >= MAX_PENDING && nanos > 0 && !ended) {
      hurry = true;
      work.signal();
      try {
        nanos = progress.awaitNanos(nanos);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        nanos = 0;
      }
    }
    if (pending() >= MAX_PENDING || ended) {
      if (dropped++ % 10_000 == 0) {
        LOG.error("The store does not take records: {} were dropped so far.", dropped);
      }
      return false;
    }
    return true;
  }

  private int pending() {
    return invocations.size() + lines.size();
  }

  /** Waits until all that was added before is in the store, or the time is over. */
  public void flush(Duration patience) {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      long target = added;
      while (stored < target && nanos > 0 && !ended) {
        hurry = true;
        work.signal();
        nanos = progress.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Writes until the journal is closed and empty. */
  @Override
  public void run() {
    try {
      while (writeNext()) {
        // All the work is in the condition.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.lock();
      try {
        ended = true;
        progress.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean writeNext() throws InterruptedException {
    List<InvocationRecord> someInvocations;
    List<LogRecord> someLines;
    lock.lock();
    try {
      while (pending() == 0) {
        if (closed) {
          return false;
        }
        work.await();
      }
      long nanos = DELAY.toNanos();
      while (pending() < BATCH && !hurry && !closed && nanos > 0) {
        nanos = work.awaitNanos(nanos);
      }
      hurry = false;
      someInvocations = invocations;
      someLines = lines;
      invocations = new ArrayList<>();
      lines = new ArrayList<>();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
    return store(someInvocations, someLines);
  }

  /** Tries until it is stored; after close only once more, so that a broken disk lets us stop. */
  private boolean store(List<InvocationRecord> someInvocations, List<LogRecord> someLines)
      throws InterruptedException {
    int size = someInvocations.size() + someLines.size();
    while (true) {
      try {
        store.append(someInvocations, someLines);
        break;
      } catch (RuntimeException e) {
        LOG.error("{} records could not be stored; trying again.", size, e);
        lock.lock();
        try {
          if (closed) {
            return false;
          }
          progress.await(RETRY.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
          lock.unlock();
        }
      }
    }
    if (!someLines.isEmpty()) {
      storedUpTo.accept(someLines.get(someLines.size() - 1).id());
    }
    lock.lock();
    try {
      stored += size;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
    return true;
  }

  /** Lets {@link #run} write what is pending and return, and waits for that. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      progress.signalAll();
      while (!ended) {
        progress.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
