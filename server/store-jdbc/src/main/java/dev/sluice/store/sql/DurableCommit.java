package dev.sluice.store.sql;

import java.util.function.Supplier;

/** Makes commits durable. Thread-safe. */
public interface DurableCommit {
  /** For databases whose commit returns when it is on disk. */
  DurableCommit SYNCHRONOUS = () -> {};

  /**
   * Returns once all that was committed before the call is on disk. Not interruptible.
   *
   * @throws dev.sluice.core.SluiceException {@code STORAGE_UNAVAILABLE} when that failed: the
   *     commits may or may not be there after a restart
   */
  void await();

  /** Runs a transaction that writes, in its turn where a database asks for turns. */
  default <T> T inTurn(Supplier<T> transaction) {
    return transaction.get();
  }
}
