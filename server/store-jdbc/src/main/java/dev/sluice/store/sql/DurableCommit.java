package dev.sluice.store.sql;

import dev.sluice.core.SluiceException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Makes commits durable. Thread-safe. */
public interface DurableCommit {
  /** For databases whose commit returns when it is on disk. */
  DurableCommit SYNCHRONOUS = () -> CompletableFuture.completedFuture(null);

  /**
   * Has all that was committed before the call brought onto the disk.
   *
   * @return completed once it is there, by a thread that others wait for; exceptional, by {@link
   *     SluiceException} {@code STORAGE_UNAVAILABLE}, when that failed: the commits may or may not
   *     be there after a restart
   */
  CompletableFuture<Void> durable();

  /**
   * As {@link #durable}, and waits for it. Not interruptible.
   *
   * @throws SluiceException {@code STORAGE_UNAVAILABLE} when that failed
   */
  default void await() {
    try {
      Void unused = durable().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SluiceException refusal ? refusal : e;
    }
  }

  /** Runs a transaction that writes, in its turn where a database asks for turns. */
  default <T> T inTurn(Supplier<T> transaction) {
    return transaction.get();
  }
}
