package dev.sluice.app;

import org.jspecify.annotations.Nullable;

/** The server cannot start; the message tells the operator why and what to do, in one line. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With one line for the operator. */
  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
