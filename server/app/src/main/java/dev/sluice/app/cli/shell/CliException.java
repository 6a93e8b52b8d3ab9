package dev.sluice.app.cli.shell;

/** A verb cannot do what it was asked; the message is the line that a person reads. */
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence, with what to do about it. */
  public CliException(String message) {
    super(message);
  }
}
