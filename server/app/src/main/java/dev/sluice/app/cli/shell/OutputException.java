package dev.sluice.app.cli.shell;

import java.io.IOException;

/** Standard output takes nothing more. */
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /** Whether its reader has gone, as {@code head} does when it has seen enough. */
  boolean readerGone() {
    String message = getMessage();
    return message != null && (message.contains("Broken pipe") || message.contains("closed"));
  }
}
