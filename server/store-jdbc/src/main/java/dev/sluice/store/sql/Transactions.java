package dev.sluice.store.sql;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Runs work in transactions; all errors leave as core's exception. Thread-safe. */
public final class Transactions {
  private final Jdbi jdbi;
  private final DurableCommit durable;
  private final String hint;

  /**
   * Works on this database.
   *
   * @param hint what the operator should check when it is not available
   */
  public Transactions(Jdbi jdbi, DurableCommit durable, String hint) {
    this.jdbi = jdbi;
    this.durable = durable;
    this.hint = hint;
  }

  /** Reads, without a transaction. */
  public <T> T read(Function<Handle, T> work) {
    return guarded(() -> jdbi.withHandle(work::apply));
  }

  /** Changes something and returns once that is on disk. */
  public <T> T change(Function<Handle, T> work) {
    T result = write(work);
    sync();
    return result;
  }

  /** Returns once all that was written before is on disk. */
  public void sync() {
    durable.await();
  }

  /** As {@link #sync}, and does not wait; see {@link DurableCommit#durable}. */
  public CompletableFuture<Void> synced() {
    return durable.durable();
  }

  /** As {@link #change} for what may be taken: false, with nothing changed, where a key is. */
  public boolean changeIfFree(Predicate<Handle> work) {
    try {
      return change(work::test);
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** Changes something that is on disk when the database next syncs. */
  public <T> T write(Function<Handle, T> work) {
    return guarded(() -> durable.inTurn(() -> jdbi.inTransaction(work::apply)));
  }

  /** An interrupt of the caller is for its own waiting, not for the database: it is kept. */
  private <T> T guarded(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } catch (JdbiException e) {
      throw translate(e);
    } catch (AssertionError e) {
      // H2 has lost its footing: see H2Opener.
      throw unavailable(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RuntimeException translate(JdbiException e) {
    SQLException sql = sqlException(e);
    String state = sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    if (state.startsWith("23505")) {
      return new DuplicateKeyException(e);
    }
    if (sql == null || state.startsWith("22") || state.startsWith("23") || state.startsWith("42")) {
      return new SluiceException(ErrorCode.INTERNAL, "The storage refused a statement.", null, e);
    }
    return unavailable(e);
  }

  private SluiceException unavailable(Throwable cause) {
    return new SluiceException(
        ErrorCode.STORAGE_UNAVAILABLE, "The storage does not answer.", hint, cause);
  }

  private static @Nullable SQLException sqlException(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
