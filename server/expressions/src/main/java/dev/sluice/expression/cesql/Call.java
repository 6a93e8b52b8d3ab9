package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;

/** A call of a function. */
record Call(Function function, List<Expression> arguments) implements Expression {

  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    List<Object> values = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      values.add(arguments.get(i).operand(event, function.parameter(i), function.result()));
    }
    return function.apply(values);
  }
}
