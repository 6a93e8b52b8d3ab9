package dev.sluice.sandbox;

/** This host cannot run sandboxes; the message says why and what to do, in one line. */
public final class SandboxUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String fix;

  /**
   * Two sentences for the operator.
   *
   * @param reason what is wrong
   * @param fix what to do, with the command
   */
  public SandboxUnavailableException(String reason, String fix) {
    super(reason + " " + fix);
    this.reason = reason;
    this.fix = fix;
  }

  /** What is wrong, in one sentence. */
  public String reason() {
    return reason;
  }

  /** What to do, in one sentence. */
  public String fix() {
    return fix;
  }
}
