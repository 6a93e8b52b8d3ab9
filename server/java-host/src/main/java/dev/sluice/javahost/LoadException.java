package dev.sluice.javahost;

import java.util.List;

/** The code cannot be loaded, and says nothing more useful than this does. */
final class LoadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> details;

  LoadException(String message) {
    this(message, List.of());
  }

  /**
   * A failure.
   *
   * @param details where and why, one line each
   */
  LoadException(String message, List<String> details) {
    super(message);
    this.details = details;
  }

  List<String> details() {
    return details;
  }
}
