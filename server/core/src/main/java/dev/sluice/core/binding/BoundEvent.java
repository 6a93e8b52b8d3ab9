package dev.sluice.core.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What expressions of bindings see of an event: a CloudEvent as it is, and anything else as the
 * {@code data} of one that has an {@code id}. Immutable.
 *
 * @param data by the roots of paths
 */
public record BoundEvent(Map<String, JsonNode> data) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLOUD_EVENT = "application/cloudevents+json";

  /**
   * Of what a function gets.
   *
   * @param id of the event, or of the invocation
   * @param source of the event, or null
   */
  public static BoundEvent of(
      byte[] payload, String contentType, String id, @Nullable String source) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    JsonNode tree = tree(payload, type);
    if (type.equals(CLOUD_EVENT) && tree != null && tree.isObject()) {
      return new BoundEvent(Map.of("event", tree));
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("id", id);
    if (source != null) {
      event.put("source", source);
    }
    if (tree != null) {
      event.set("data", tree);
    }
    return new BoundEvent(Map.of("event", event));
  }

  /** What is no JSON is a text where it says so, and nothing otherwise. */
  private static @Nullable JsonNode tree(byte[] payload, String type) {
    if (payload.length == 0) {
      return null;
    }
    if (type.startsWith("text/")) {
      return JsonNodeFactory.instance.textNode(new String(payload, StandardCharsets.UTF_8));
    }
    if (!type.isEmpty() && !type.endsWith("json")) {
      return null;
    }
    try {
      return JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
