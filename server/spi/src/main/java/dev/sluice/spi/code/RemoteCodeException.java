package dev.sluice.spi.code;

import org.jspecify.annotations.Nullable;

/** No code could be fetched. */
public final class RemoteCodeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** Nothing answers, or something that is no such server. */
    UNREACHABLE,
    /** The credentials are missing or refused. */
    DENIED,
    /** There is no such repository, bucket or object. */
    ABSENT,
    NO_REF,
    NO_FOLDER,
    /** It is there, and cannot be used as code. */
    UNUSABLE,
    CHECKSUM,
    TOO_LARGE,
    TIMED_OUT
  }

  /**
   * Says why.
   *
   * @param message one sentence for people, without anything secret
   */
  public RemoteCodeException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** The same with its cause. */
  public RemoteCodeException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
