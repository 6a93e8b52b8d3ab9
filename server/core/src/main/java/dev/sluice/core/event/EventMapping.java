package dev.sluice.core.event;

import dev.sluice.core.SluiceException;

/** Makes a function's input from an event. Thread-safe. */
public interface EventMapping {

  /**
   * What the function gets for this event. Time, steps and memory are bounded.
   *
   * @param jsonEvent a CloudEvent in the JSON format, in UTF-8
   * @return one JSON value in UTF-8
   * @throws SluiceException {@code MAPPING_FAILED} when the mapping is in error, gives not exactly
   *     one value, or goes over a bound
   */
  byte[] apply(byte[] jsonEvent);

  /** The mapping as it was written. */
  String text();
}
