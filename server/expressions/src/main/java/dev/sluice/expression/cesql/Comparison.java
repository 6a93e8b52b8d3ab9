package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** A comparison: for equality in the right operand's type, for order of integers. */
record Comparison(Operator operator, Expression left, Expression right) implements Expression {

  /** How values are compared. */
  enum Operator {
    EQUAL,
    UNEQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    Object x = left.operand(event, Type.BOOLEAN);
    Object y = right.operand(event, Type.BOOLEAN);
    if (operator == Operator.EQUAL || operator == Operator.UNEQUAL) {
      boolean same = Expression.cast(x, Type.of(y), Type.BOOLEAN).equals(y);
      return same == (operator == Operator.EQUAL);
    }
    int order =
        Integer.compare(
            (Integer) Expression.cast(x, Type.INTEGER, Type.BOOLEAN),
            (Integer) Expression.cast(y, Type.INTEGER, Type.BOOLEAN));
    return switch (operator) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }
}
