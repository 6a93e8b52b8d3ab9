package dev.sluice.expression.cesql;

import java.util.Locale;

/** The types of values, and the casts between them. */
enum Type {
  STRING,
  INTEGER,
  BOOLEAN,
  ANY;

  /** What an expression of this type is worth when it is in error. */
  Object zero() {
    return switch (this) {
      case STRING -> "";
      case INTEGER -> 0;
      case BOOLEAN, ANY -> false;
    };
  }

  static Type of(Object value) {
    return value instanceof Integer ? INTEGER : value instanceof Boolean ? BOOLEAN : STRING;
  }

  /**
   * The value as one of this type.
   *
   * @throws EvaluationException a cast error with this type's zero
   */
  Object cast(Object value) throws EvaluationException {
    return switch (this) {
      case ANY -> value;
      case STRING -> value.toString();
      case INTEGER -> value instanceof Boolean truth ? (truth ? 1 : 0) : integer(value);
      case BOOLEAN -> value instanceof Integer number ? number != 0 : truth(value);
    };
  }

  private Object integer(Object value) throws EvaluationException {
    if (value instanceof Integer) {
      return value;
    }
    try {
      return Integer.parseInt(value.toString());
    } catch (NumberFormatException e) {
      throw failure(value);
    }
  }

  private Object truth(Object value) throws EvaluationException {
    if (value instanceof Boolean) {
      return value;
    }
    return switch (value.toString().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw failure(value);
    };
  }

  private EvaluationException failure(Object value) {
    return new EvaluationException(ErrorKind.CAST, zero(), "'" + value + "' is no " + name());
  }
}
