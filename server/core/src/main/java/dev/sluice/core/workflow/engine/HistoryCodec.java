package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** What happened, as JSON: the name of what it was, and its parts. Thread-safe. */
public final class HistoryCodec {
  private static final String NAME = "happened";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setSerializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final Map<String, Class<? extends HistoryEvent>> KINDS = kinds();

  private HistoryCodec() {}

  private static Map<String, Class<? extends HistoryEvent>> kinds() {
    Map<String, Class<? extends HistoryEvent>> kinds = new HashMap<>();
    for (Class<?> kind : HistoryEvent.class.getPermittedSubclasses()) {
      kinds.put(kind.getSimpleName(), kind.asSubclass(HistoryEvent.class));
    }
    return Map.copyOf(kinds);
  }

  /** Its JSON. */
  public static ObjectNode encode(HistoryEvent event) {
    ObjectNode json = JSON.createObjectNode().put(NAME, event.getClass().getSimpleName());
    return json.setAll(JSON.<ObjectNode>valueToTree(event));
  }

  /** Its JSON as text. */
  public static String text(HistoryEvent event) {
    return encode(event).toString();
  }

  /**
   * What happened, of its JSON.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static HistoryEvent decode(JsonNode json) {
    Class<? extends HistoryEvent> kind = KINDS.get(json.path(NAME).asText());
    if (kind == null) {
      throw new IllegalArgumentException("no event of a history: " + json.path(NAME));
    }
    try {
      return JSON.treeToValue(json, kind);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a damaged event of a history", e);
    }
  }

  /** What happened, of its text. */
  public static HistoryEvent decode(String text) {
    return decode(tree(text));
  }

  /** The JSON of its text. */
  public static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a damaged event of a history", e);
    }
  }
}
