package dev.sluice.core.event;

import dev.sluice.core.SluiceException;

/** Makes a function's input of an event. Thread-safe. */
public interface EventInput {

  /**
   * The input in JSON.
   *
   * @param event in the JSON format
   * @throws SluiceException {@code INPUT_FAILED} where there is none for this event; it will fail
   *     again
   */
  byte[] of(byte[] event);
}
