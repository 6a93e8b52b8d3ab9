package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** Whether a text has a form. */
record Like(Expression operand, LikePattern pattern) implements Expression {

  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    return pattern.matches((String) operand.operand(event, Type.STRING, Type.BOOLEAN));
  }
}
