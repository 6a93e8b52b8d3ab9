package dev.sluice.manifest.code;

/** Something is no code that can be uploaded; the message is the line that a person reads. */
public final class CodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence, with what to do about it. */
  public CodeException(String message) {
    super(message);
  }
}
