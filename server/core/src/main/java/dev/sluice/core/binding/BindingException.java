package dev.sluice.core.binding;

import dev.sluice.api.ErrorCode;

/** A binding that could not be read or written: it fails the invocation. */
public final class BindingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** One with a sentence for the caller. */
  public BindingException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** What the record says. */
  public ErrorCode code() {
    return code;
  }
}
