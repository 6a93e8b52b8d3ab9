package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;

/** A part of an expression. Immutable. */
interface Expression {

  /**
   * Its value for this event: a String, Integer or Boolean.
   *
   * @throws EvaluationException the first error, and the value that goes with it
   */
  Object value(CloudEvent event) throws EvaluationException;

  /**
   * The value as an operand of something else.
   *
   * @param outer the type of what it is an operand of: an error makes that zero
   */
  default Object operand(CloudEvent event, Type outer) throws EvaluationException {
    try {
      return value(event);
    } catch (EvaluationException e) {
      throw e.with(outer.zero());
    }
  }

  /** The value as an operand, cast. */
  default Object operand(CloudEvent event, Type type, Type outer) throws EvaluationException {
    return cast(operand(event, outer), type, outer);
  }

  /** A cast whose failure is that of the operation that asked for it. */
  static Object cast(Object value, Type type, Type outer) throws EvaluationException {
    try {
      return type.cast(value);
    } catch (EvaluationException e) {
      throw e.with(outer.zero());
    }
  }
}
