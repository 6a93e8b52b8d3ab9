package dev.sluice.flow.jq;

/** An expression that is no jq. */
final class SyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SyntaxError(String sentence) {
    super(sentence, null, false, false);
  }
}
