package dev.sluice.expression.cesql;

/** A text that is no expression, and where it stops being one. */
final class CesqlSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  CesqlSyntaxException(Position position, String problem) {
    super("line " + position.line() + ", column " + position.column() + ": " + problem);
  }
}
