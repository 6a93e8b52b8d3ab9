package dev.sluice.sandbox;

/** This host cannot run sandboxes; the message says why and what to do, in one line. */
public final class SandboxUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** One line for the operator. */
  public SandboxUnavailableException(String message) {
    super(message);
  }
}
