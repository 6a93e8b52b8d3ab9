package dev.sluice.core.association;

import dev.sluice.core.function.RoutingValues;
import io.cloudevents.CloudEvent;

/** Writes events, and reads out of what was written. Thread-safe. */
public interface EventFormat {

  /** The event in the JSON format, in UTF-8. */
  byte[] json(CloudEvent event);

  /**
   * What aliases tell callers apart by.
   *
   * @param json the same event in the JSON format
   */
  RoutingValues values(CloudEvent event, byte[] json);
}
