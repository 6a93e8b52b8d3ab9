package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** A call of a function that there is not. */
record MissingCall(String name, int arguments) implements Expression {

  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    throw new EvaluationException(
        ErrorKind.MISSING_FUNCTION,
        false,
        "there is no function " + name + " with " + arguments + " arguments");
  }
}
