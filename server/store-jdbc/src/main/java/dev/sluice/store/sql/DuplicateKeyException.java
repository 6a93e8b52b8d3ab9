package dev.sluice.store.sql;

/** A row with this key exists; the transaction was rolled back. Never leaves the stores. */
public final class DuplicateKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DuplicateKeyException(Throwable cause) {
    super(cause);
  }
}
