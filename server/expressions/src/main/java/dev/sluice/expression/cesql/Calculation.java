package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** An operation on two integers. */
record Calculation(Arithmetic operation, Expression left, Expression right) implements Expression {

  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    Object x = left.operand(event, Type.INTEGER);
    Object y = right.operand(event, Type.INTEGER);
    return operation.of((Integer) Type.INTEGER.cast(x), (Integer) Type.INTEGER.cast(y));
  }
}
