package dev.sluice.core.event;

import dev.sluice.core.SluiceException;

/** Reads mappings in jq. Thread-safe. */
public interface EventMappings {

  /**
   * A mapping of this text.
   *
   * @throws SluiceException {@code INVALID_MAPPING}, with line and column where they are known;
   *     also for a function or variable that does not exist
   */
  EventMapping parse(String jq);
}
