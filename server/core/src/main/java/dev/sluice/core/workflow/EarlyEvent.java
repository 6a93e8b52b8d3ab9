package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An event that came before anybody waited for it.
 *
 * @param source of the event, with its id what it is known by
 * @param event in the JSON format of CloudEvents
 */
public record EarlyEvent(
    String namespace, String source, String id, String type, JsonNode event, Instant arrivedAt) {
  /** An event that arrives now. */
  public static EarlyEvent of(String namespace, JsonNode event, Instant now) {
    return new EarlyEvent(
        namespace,
        event.path("source").asText(),
        event.path("id").asText(),
        event.path("type").asText(),
        event,
        now);
  }

  String key() {
    return namespace + "\n" + source + "\n" + id;
  }
}
