package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** The number with the other sign. */
record Negation(Expression operand) implements Expression {

  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    int value = (Integer) operand.operand(event, Type.INTEGER, Type.INTEGER);
    return Arithmetic.SUBTRACT.of(0, value);
  }
}
