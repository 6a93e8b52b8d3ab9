package dev.sluice.sandbox.wire;

/** The other side announced a frame above the limit. */
public final class FrameTooLargeException extends WireException {
  private static final long serialVersionUID = 1L;

  private final byte type;
  private final int bytes;

  /** A frame of this type with a payload of so many bytes. */
  FrameTooLargeException(byte type, int bytes) {
    super("a frame of " + bytes + " bytes is above the limit");
    this.type = type;
    this.bytes = bytes;
  }

  /** The type of the frame. */
  public byte type() {
    return type;
  }

  /** How many bytes of it come. */
  public int bytes() {
    return bytes;
  }
}
