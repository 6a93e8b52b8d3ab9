package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;
import java.util.List;

/** Whether a value is among others, each cast to its type, up to the first that is equal. */
record In(Expression operand, List<Expression> set) implements Expression {

  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    Object wanted = operand.operand(event, Type.BOOLEAN);
    Type type = Type.of(wanted);
    for (Expression element : set) {
      if (element.operand(event, type, Type.BOOLEAN).equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
