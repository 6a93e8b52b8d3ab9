package dev.sluice.spi.source;

/** A request that brings no event. */
public final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** It is not proven to be from who it should be. */
    UNAUTHENTICATED,
    /** It cannot be read. */
    MALFORMED
  }

  /**
   * Says why.
   *
   * @param message one sentence, without anything secret
   */
  public RefusedRequestException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
