package dev.sluice.core.log;

/** The index could not be read; the store can. */
public final class LogIndexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what happened. */
  public LogIndexException(Throwable cause) {
    super("The index of log lines could not be read.", cause);
  }
}
