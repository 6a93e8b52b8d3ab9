package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** The opposite. */
record Not(Expression operand) implements Expression {

  /**
   * A number is no operand, although {@code BOOL} casts it: the specification's tests have it so,
   * and also that what fails to be cast counts as false.
   */
  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    Object value = operand.operand(event, Type.BOOLEAN);
    if (value instanceof Integer) {
      throw new EvaluationException(ErrorKind.CAST, true, "'" + value + "' is no BOOLEAN");
    }
    try {
      return !(Boolean) Type.BOOLEAN.cast(value);
    } catch (EvaluationException e) {
      throw e.with(true);
    }
  }
}
