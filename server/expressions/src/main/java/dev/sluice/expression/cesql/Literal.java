package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** A value that stands in the expression. */
record Literal(Object constant) implements Expression {

  @Override
  public Object value(CloudEvent event) {
    return constant;
  }
}
