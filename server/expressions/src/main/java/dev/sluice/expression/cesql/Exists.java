package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** Whether the event has an attribute. */
record Exists(Attribute attribute) implements Expression {

  @Override
  public Object value(CloudEvent event) {
    return attribute.isIn(event);
  }
}
