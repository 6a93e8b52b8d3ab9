package dev.sluice.expression.cesql;

/** An error of an evaluation, with the value that goes with it. */
final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final transient Object value;

  /** Without a stack: filters that meet no attribute of theirs are daily business. */
  EvaluationException(ErrorKind kind, Object value, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.value = value;
  }

  ErrorKind kind() {
    return kind;
  }

  Object value() {
    return value;
  }

  /** The same error as the outcome of an expression around it. */
  EvaluationException with(Object outerValue) {
    return new EvaluationException(kind, outerValue, String.valueOf(getMessage()));
  }
}
