package dev.sluice.spi.sink;

/** The other side will not take an event, however often it is sent. */
public final class RejectedEventException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why, in one sentence. */
  public RejectedEventException(String message) {
    super(message);
  }
}
