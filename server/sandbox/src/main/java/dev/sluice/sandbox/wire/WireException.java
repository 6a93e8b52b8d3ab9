package dev.sluice.sandbox.wire;

import java.io.IOException;

/** The other side sent what makes no sense. */
public class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  public WireException(String message) {
    super(message);
  }
}
