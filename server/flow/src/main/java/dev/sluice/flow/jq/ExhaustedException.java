package dev.sluice.flow.jq;

/** An evaluation came to its bounds; nothing in the expression catches it. */
final class ExhaustedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExhaustedException(String why) {
    super(why, null, false, false);
  }
}
