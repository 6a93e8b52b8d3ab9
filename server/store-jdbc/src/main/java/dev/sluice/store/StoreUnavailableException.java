package dev.sluice.store;

import org.jspecify.annotations.Nullable;

/** The storage cannot be opened. The message tells the operator why and what to do. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the operator. */
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
