package dev.sluice.store;

import dev.sluice.store.sql.DurableCommit;
import dev.sluice.store.sql.GroupSync;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * Writes to the embedded database so that whatever a crash leaves has whole transactions.
 *
 * <p>H2 saves the roots of its tables and indexes one after the other while transactions go on, so
 * a save can hold a row without its index, or half of a transaction, with nothing to undo it by.
 * The next save mends that; if there is none, the file stays so. Therefore transactions take turns
 * here, and the save takes one too, and H2 saves nothing of its own accord. Reads go on meanwhile,
 * and so does the wait for the disk. Thread-safe.
 */
final class H2Commits implements DurableCommit, AutoCloseable {
  /** Old pages are looked for at every so many syncs. */
  private static final int SYNCS_PER_COMPACTION = 256;

  /**
   * Below this part of live pages, in percent, some are written anew to free the space of others.
   */
  private static final int FILL_RATE = 60;

  /** At most this much at once, in bytes: transactions wait meanwhile. */
  private static final int COMPACTED_BYTES = 512 * 1024;

  private final ReentrantLock turn = new ReentrantLock(true);
  private final MVStore store;
  private final H2Internals internals;
  private final GroupSync group;
  private int syncs;

  /**
   * Takes over when the file is saved, from now on.
   *
   * @param connection which stays open; of the store that was open first, see {@link #sync()}
   */
  H2Commits(Connection connection, ThreadFactory threads) throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    this.store = session.getDatabase().getStore().getMvStore();
    this.internals = new H2Internals(store);
    internals.saveNothingByItself();
    this.group = new GroupSync(this::sync, threads);
  }

  @Override
  public <T> T inTurn(Supplier<T> transaction) {
    turn.lock();
    try {
      return transaction.get();
    } finally {
      turn.unlock();
      group.soon();
    }
  }

  @Override
  public CompletableFuture<Void> durable() {
    return group.durable();
  }

  /** Fails when the database was closed, and opened anew, under the server. */
  private void sync() {
    turn.lock();
    try {
      if (++syncs % SYNCS_PER_COMPACTION == 0) {
        store.compact(FILL_RATE, COMPACTED_BYTES);
      }
      store.commit();
      internals.updateHeader();
    } finally {
      turn.unlock();
    }
    store.sync();
  }

  @Override
  public void close() {
    group.close();
  }
}
