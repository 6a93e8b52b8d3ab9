package dev.sluice.flow.jq;

/** An expression gave no value; the message says which one and why, in one sentence. */
public final class JqException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean exhausted;

  JqException(String sentence, boolean exhausted) {
    super(sentence, null, false, false);
    this.exhausted = exhausted;
  }

  /** Whether it came to its bounds, rather than to an error of its own. */
  public boolean isExhausted() {
    return exhausted;
  }
}
