package dev.sluice.sandbox.wire;

/** The other side announced a frame above the limit. */
public final class FrameTooLargeException extends WireException {
  private static final long serialVersionUID = 1L;

  /** A frame of so many bytes. */
  public FrameTooLargeException(long bytes) {
    super("a frame of " + bytes + " bytes is above the limit");
  }
}
