package dev.sluice.spi.binding;

/** There is more to read than is allowed. */
public final class TooLargeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** More than so many bytes. */
  public TooLargeException(int limit) {
    super("It has more than " + limit + " bytes.");
  }
}
