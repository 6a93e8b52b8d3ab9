package dev.sluice.store.sql;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs to disk for many committers at once. Each waits for a sync that began after it asked; one
 * thread runs the syncs, so that all who ask while one runs share the next. After a failed sync
 * nothing can be known about what is on disk, and a later success would prove nothing: all further
 * waits fail too. Thread-safe.
 */
public final class GroupSync implements DurableCommit, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupSync.class);

  /** Brings everything that was committed before it began onto the disk. */
  @FunctionalInterface
  public interface Sync {
    /** Returns when all of it is there. */
    void run() throws SQLException;
  }

  /** What nobody waits for is synced after so long at most. */
  private static final long SOON_NANOS = 50_000_000;

  private final Sync sync;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();

  /** Those who asked since the last sync began; null while there are none. */
  private @Nullable CompletableFuture<Void> next;

  private @Nullable Throwable failure;
  private boolean closed;

  /** Whether something was committed that nobody waits for. */
  private boolean dirty;

  /**
   * Starts the thread.
   *
   * @param sync called by that thread only
   */
  public GroupSync(Sync sync, ThreadFactory threads) {
    this.sync = sync;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  /** Something was committed that is to be on disk soon, and nobody waits for it. */
  public void soon() {
    lock.lock();
    try {
      if (!dirty) {
        dirty = true;
        asked.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletableFuture<Void> durable() {
    lock.lock();
    try {
      if (failure != null || closed) {
        return CompletableFuture.failedFuture(failed(failure));
      }
      if (next == null) {
        next = new CompletableFuture<>();
        asked.signal();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    CompletableFuture<Void> round = take();
    while (round != null) {
      try {
        sync.run();
        round.complete(null);
      } catch (SQLException | RuntimeException | Error e) {
        LOG.error("Commits could not be synced to disk: changes are refused from now on.", e);
        fail(round, e);
        return;
      }
      round = take();
    }
  }

  /** The next round, from now on closed to new ones; null at the end. */
  private @Nullable CompletableFuture<Void> take() {
    lock.lock();
    try {
      long left = SOON_NANOS;
      while (next == null && !closed && left > 0) {
        if (dirty) {
          left = asked.awaitNanos(left);
        } else {
          asked.awaitUninterruptibly();
        }
      }
      CompletableFuture<Void> round = next == null && !closed ? new CompletableFuture<>() : next;
      next = null;
      dirty = false;
      return round;
    } catch (InterruptedException e) {
      // Nobody interrupts this thread.
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }

  private void fail(CompletableFuture<Void> round, Throwable cause) {
    CompletableFuture<Void> waiting;
    lock.lock();
    try {
      failure = cause;
      waiting = next;
      next = null;
    } finally {
      lock.unlock();
    }
    round.completeExceptionally(failed(cause));
    if (waiting != null) {
      waiting.completeExceptionally(failed(cause));
    }
  }

  private static SluiceException failed(@Nullable Throwable cause) {
    return new SluiceException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "The change could not be written to the disk.",
        "Check the free space of the data directory, then restart the server.",
        cause);
  }

  /** Serves those who wait, then ends the thread and waits for that. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
