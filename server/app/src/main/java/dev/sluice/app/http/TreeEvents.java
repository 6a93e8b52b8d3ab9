package dev.sluice.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Events as trees of JSON, as workflows see them. */
public final class TreeEvents {
  private static final ObjectMapper TREES = new ObjectMapper();

  private TreeEvents() {}

  /**
   * An event of its tree.
   *
   * @throws SluiceException {@code INVALID_REQUEST} where it is none
   */
  public static CloudEvent read(JsonNode event) {
    byte[] json = event.toString().getBytes(StandardCharsets.UTF_8);
    return CloudEventRequests.formatted("application/cloudevents+json", json).get(0);
  }

  /** The tree of an event in its JSON format. */
  public static JsonNode tree(byte[] event) {
    return tree(CloudEventRequests.formatted("application/cloudevents+json", event).get(0));
  }

  /**
   * The tree of an event.
   *
   * @throws SluiceException {@code INVALID_REQUEST} where it cannot be one
   */
  public static JsonNode tree(CloudEvent event) {
    return find(event)
        .orElseThrow(
            () ->
                new SluiceException(
                    ErrorCode.INVALID_REQUEST,
                    "The event's data cannot be read by workflows.",
                    "Send no number of more than 1000 digits, and no name of more than 50000"
                        + " characters."));
  }

  /**
   * The tree of an event; empty where its data is JSON that only hosts of functions read, as with a
   * number of more than a thousand digits: such an event is nothing that a workflow waits for, and
   * must not stop the source that brings it.
   */
  public static Optional<JsonNode> find(CloudEvent event) {
    try {
      return Optional.of(TREES.readTree(CloudEventWriter.json(event)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
