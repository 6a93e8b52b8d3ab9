package dev.sluice.store.sql;

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

  /**
   * Refuses a change before it touches a database that has failed: such a one may not answer at
   * all.
   *
   * @throws dev.sluice.core.SluiceException {@code STORAGE_UNAVAILABLE} once something failed
   */
  default void requireUsable() {}

  /** Learns that a change failed in a way after which the database is of no more use. */
  default void fail(Throwable cause) {}
}
