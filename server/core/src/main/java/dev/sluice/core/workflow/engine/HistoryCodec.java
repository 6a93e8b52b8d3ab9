package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened, as JSON: the name of what it was, and its parts. What one turn makes happen is one
 * array; histories of earlier releases have events by themselves. Thread-safe.
 */
public final class HistoryCodec {
  private static final String NAME = "happened";
  private static final ObjectMapper JSON = mapper();
  private static final ObjectReader ONE = JSON.readerFor(HistoryEvent.class);
  private static final ObjectReader ALL = JSON.readerForListOf(HistoryEvent.class);
  private static final ObjectWriter WRITER = JSON.writerFor(HistoryEvent.class);
  private static final ObjectWriter WRITERS = JSON.writerFor(HistoryEvent[].class);

  private HistoryCodec() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        new ObjectMapper()
            .setSerializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(HistoryEvent.class, Named.class);
    for (Class<?> kind : HistoryEvent.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(new NamedType(kind, kind.getSimpleName()));
    }
    return mapper;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = NAME)
  private interface Named {}

  /** The text of one. */
  public static String text(HistoryEvent event) {
    try {
      return WRITER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event of a history that is no JSON", e);
    }
  }

  /** The text of what one turn made happen. */
  public static String text(List<HistoryEvent> turn) {
    try {
      return WRITERS.writeValueAsString(turn.toArray(HistoryEvent[]::new));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("events of a history that are no JSON", e);
    }
  }

  /**
   * What happened, of the text of one.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static HistoryEvent decode(String text) {
    try {
      return ONE.readValue(text);
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  /**
   * What happened, of the text of one or of a turn.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static List<HistoryEvent> decodeAll(String text) {
    if (!text.startsWith("[")) {
      return List.of(decode(text));
    }
    try {
      return ALL.readValue(text);
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  /** The JSON of a text, event by event; tasks have their places beside their numbers. */
  public static List<JsonNode> trees(String text, Program program) {
    List<JsonNode> trees = trees(text);
    for (JsonNode tree : trees) {
      int task = tree.path("task").asInt(-1);
      if (task >= 0 && tree instanceof ObjectNode event) {
        event.put("reference", program.pointer(task));
      }
    }
    return trees;
  }

  private static List<JsonNode> trees(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      List<JsonNode> trees = new ArrayList<>();
      if (tree.isArray()) {
        tree.forEach(trees::add);
      } else {
        trees.add(tree);
      }
      return trees;
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  private static IllegalArgumentException damaged(JsonProcessingException e) {
    return new IllegalArgumentException("a damaged event of a history", e);
  }
}
