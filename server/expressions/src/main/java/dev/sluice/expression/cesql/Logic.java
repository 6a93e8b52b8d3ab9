package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** An operation on two truths; the right one is looked at only where it matters. */
record Logic(Operator operator, Expression left, Expression right) implements Expression {

  /** How truths are combined. */
  enum Operator {
    AND,
    OR,
    XOR
  }

  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    boolean x = (Boolean) left.operand(event, Type.BOOLEAN, Type.BOOLEAN);
    if (operator != Operator.XOR && x == (operator == Operator.OR)) {
      return x;
    }
    boolean y = (Boolean) right.operand(event, Type.BOOLEAN, Type.BOOLEAN);
    return operator == Operator.XOR ? x != y : y;
  }
}
