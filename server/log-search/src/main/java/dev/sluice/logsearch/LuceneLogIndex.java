package dev.sluice.logsearch;

import dev.sluice.core.SluiceException;
import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.log.LogIndex;
import dev.sluice.core.log.LogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index by reading from the store what was stored since, {@link #ROUND} lines and more at
 * a time; nothing waits for it and nothing is queued. It is opened behind the server's start, and
 * not before there is something to index. Whatever goes wrong, searches go on without it: a damaged
 * index is made anew from the store, and what failed otherwise is tried again. Thread-safe; one
 * thread of its own does the work.
 */
public final class LuceneLogIndex implements LogIndex, AutoCloseable {
  /** So few lines are read quicker than an index is brought up to date. */
  static final int ROUND = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(LuceneLogIndex.class);
  private static final int PAGE = 500;
  private static final int SHOWN_EVERY = 50_000;
  private static final int COMMITTED_EVERY = 100_000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private record Owner(String namespace, @Nullable String function) {}

  private final Path folder;
  private final LogStore store;
  private final String identity;
  private final ThreadFactory threads;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Map<Owner, Long> removals = new HashMap<>();
  private long stored;
  private boolean damaged;
  private boolean running;
  private boolean closed;
  private @Nullable Snapshot shown;

  /**
   * An index in a folder of its own.
   *
   * @param identity what tells the store from others
   * @param stored the highest id in the store
   */
  public LuceneLogIndex(
      Path folder, LogStore store, String identity, long stored, ThreadFactory threads) {
    this.folder = folder;
    this.store = store;
    this.identity = identity;
    this.stored = stored;
    this.threads = threads;
  }

  /** Starts to work; until it has caught up, searches get less help or none. */
  public void start() {
    locked(() -> running = true);
    threads.newThread(this::run).start();
  }

  @Override
  public void storedUpTo(long id) {
    locked(() -> stored = Math.max(stored, id));
  }

  @Override
  public void removed(String namespace, @Nullable String function, long upTo) {
    locked(() -> removals.merge(new Owner(namespace, function), upTo, Math::max));
  }

  @Override
  public Optional<Candidates> search(LogQuery query) {
    Snapshot held = hold();
    if (held == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Matches(held, query, this::noteDamage));
    } catch (IOException | RuntimeException | InternalError e) {
      held.release();
      noteDamage(e);
      return Optional.empty();
    }
  }

  private @Nullable Snapshot hold() {
    lock.lock();
    try {
      return shown != null && shown.acquire() ? shown : null;
    } finally {
      lock.unlock();
    }
  }

  private void noteDamage(Throwable e) {
    LOG.warn("The index of log lines could not be read; it is made anew.", e);
    locked(() -> damaged = true);
    show(null);
  }

  private void show(@Nullable Snapshot next) {
    Snapshot before = replace(next);
    if (before != null) {
      before.release();
    }
  }

  private @Nullable Snapshot replace(@Nullable Snapshot next) {
    lock.lock();
    try {
      Snapshot before = shown;
      shown = next;
      return before;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!isClosed()) {
        try {
          serve();
          pause = FIRST_PAUSE;
        } catch (IOException | RuntimeException | InternalError e) {
          LOG.warn("The index of log lines failed; searches do without it for a while.", e);
          rest(pause);
          pause = pause.multipliedBy(2);
          pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      locked(() -> running = false);
    }
  }

  /** Works on the index until it is closed or found to be damaged. */
  private void serve() throws IOException, InterruptedException {
    if (!Files.isDirectory(folder) && !awaitLines()) {
      return;
    }
    try (LineWriter writer = open()) {
      show(writer.snapshot(null));
      while (awaitWork(writer.upTo())) {
        try {
          catchUp(writer);
        } catch (SluiceException e) {
          LOG.warn("Log lines to index could not be read; trying again.", e);
          rest(FIRST_PAUSE);
        }
      }
      if (!isDamaged()) {
        writer.commit();
      }
    } finally {
      show(null);
    }
    if (isDamaged()) {
      LineWriter.delete(folder);
      locked(() -> damaged = false);
    }
  }

  private LineWriter open() throws IOException {
    long lastId = store.lastId();
    try {
      return LineWriter.open(folder, identity, lastId);
    } catch (IOException | RuntimeException e) {
      LOG.warn("The index of log lines in {} is made anew, because {}.", folder, e.toString());
      LineWriter.delete(folder);
      return LineWriter.open(folder, identity, lastId);
    }
  }

  /** Indexes what was stored by now. */
  private void catchUp(LineWriter writer) throws IOException {
    long target;
    Map<Owner, Long> gone;
    lock.lock();
    try {
      target = stored;
      gone = removals;
      removals = new HashMap<>();
    } finally {
      lock.unlock();
    }
    for (Map.Entry<Owner, Long> removal : gone.entrySet()) {
      Owner owner = removal.getKey();
      writer.remove(owner.namespace(), owner.function(), removal.getValue());
    }
    long shownUpTo = writer.upTo();
    while (writer.upTo() < target && !isClosed() && !isDamaged()) {
      List<LogRecord> page = store.after(writer.upTo(), PAGE);
      long last = page.isEmpty() ? target : page.get(page.size() - 1).id();
      writer.add(page, page.size() < PAGE ? Math.max(target, last) : last);
      if (writer.upTo() - shownUpTo >= SHOWN_EVERY) {
        showAll(writer);
        shownUpTo = writer.upTo();
      }
      if (writer.uncommitted() >= COMMITTED_EVERY) {
        writer.commit();
      }
    }
    showAll(writer);
  }

  private void showAll(LineWriter writer) throws IOException {
    Snapshot before = hold();
    try {
      show(writer.snapshot(before));
    } finally {
      if (before != null) {
        before.release();
      }
    }
  }

  /** Waits until there is enough to do; false when it is to end. */
  private boolean awaitWork(long upTo) throws InterruptedException {
    lock.lock();
    try {
      while (stored - upTo < ROUND && removals.isEmpty() && !closed && !damaged) {
        changed.await();
      }
      return !closed && !damaged;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there are enough lines for an index; false when it is to end. */
  private boolean awaitLines() throws InterruptedException {
    lock.lock();
    try {
      while (stored < ROUND && !closed) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void rest(Duration pause) throws InterruptedException {
    long nanos = pause.toNanos();
    lock.lock();
    try {
      while (nanos > 0 && !closed) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private boolean isDamaged() {
    lock.lock();
    try {
      return damaged;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Brings the index onto the disk as far as it is, and ends. */
  @Override
  public void close() throws InterruptedException {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      while (running) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
