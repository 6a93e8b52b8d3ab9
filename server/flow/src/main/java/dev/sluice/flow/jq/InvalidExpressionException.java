package dev.sluice.flow.jq;

/** An expression that does not compile; the message says why, without the expression. */
public final class InvalidExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidExpressionException(String sentence) {
    super(sentence);
  }
}
