package dev.sluice.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.SluiceException;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

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

  /** The tree of an event. */
  public static JsonNode tree(CloudEvent event) {
    try {
      return TREES.readTree(CloudEventWriter.json(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
