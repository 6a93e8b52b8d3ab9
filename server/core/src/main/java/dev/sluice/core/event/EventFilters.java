package dev.sluice.core.event;

import dev.sluice.core.SluiceException;

/** Reads filters in CloudEvents SQL. Thread-safe. */
public interface EventFilters {

  /**
   * A filter of this text.
   *
   * @throws SluiceException {@code INVALID_FILTER} with line, column and what was expected there;
   *     also for a function that does not exist
   */
  EventFilter parse(String cesql);
}
