package dev.sluice.core.event;

import dev.sluice.core.SluiceException;

/** Reads what is said in jq of inputs. Thread-safe. */
public interface EventInputs {

  /**
   * What this text says.
   *
   * @throws SluiceException {@code INVALID_INPUT} with what was expected
   */
  EventInput parse(String jq);
}
