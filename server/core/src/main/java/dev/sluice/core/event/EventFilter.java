package dev.sluice.core.event;

import io.cloudevents.CloudEvent;

/** Says which events are wanted. Thread-safe. */
public interface EventFilter {

  /**
   * Whether the expression is true for this event. Never throws: where the expression is in error,
   * as by an attribute that the event does not have, or is no boolean, the event is not wanted. It
   * takes time in proportion to the filter's text and the event's attributes; data is not looked
   * at.
   */
  boolean matches(CloudEvent event);

  /** The filter as it was written. */
  String text();
}
