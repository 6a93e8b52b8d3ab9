package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.text.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events that states took in an execution. Its history has of most only what the state reads of
 * them: their type is that of the filter. Confined to one thread.
 */
final class EventsTaken {
  private final StateIndex index;
  private final Map<Integer, String> keys = new HashMap<>();
  private final Map<Integer, JsonNode> listens = new HashMap<>();
  private final Map<String, ArrayNode> events = new LinkedHashMap<>();

  EventsTaken(StateIndex index) {
    this.index = index;
  }

  /** Takes what happened next. */
  void add(JsonNode event) {
    int frame = event.path("frame").asInt();
    switch (event.path("happened").asText()) {
      case "Entered" -> entered(frame, event.path("reference").asText());
      case "EventConsumed" -> {
        JsonNode listen = listens.get(frame);
        String key = keys.get(frame);
        ObjectNode whole = listen == null ? null : whole(listen, event);
        if (key != null && whole != null) {
          events.computeIfAbsent(key, each -> JsonNodeFactory.instance.arrayNode()).add(whole);
        }
      }
      default -> {
        // No event was taken.
      }
    }
  }

  private void entered(int frame, String reference) {
    index
        .at(reference)
        .ifPresent(
            entry ->
                Stream.concat(Stream.of(entry.task()), EventGroups.of(entry.task()).stream())
                    .filter(task -> task.path().pointer().equals(reference))
                    .map(Task::value)
                    .findFirst()
                    .ifPresent(
                        value -> {
                          keys.put(frame, entry.key());
                          listens.put(frame, Values.of(value).path("listen"));
                        }));
  }

  /** Lists of events in the JSON format, by the keys of the states that took them. */
  Map<String, ArrayNode> byState() {
    return events;
  }

  /** The event; null where its type is not known. */
  private static @Nullable ObjectNode whole(JsonNode listen, JsonNode taken) {
    JsonNode value = taken.path("value");
    if (listen.path("read").asText("data").equals("envelope") && value instanceof ObjectNode all) {
      return all;
    }
    JsonNode to = listen.path("to");
    JsonNode filters = to.path(EventRows.how(to));
    int filter = taken.path("filter").asInt(-1);
    JsonNode wanted = filters.isArray() ? filters.path(filter) : filter == 0 ? filters : null;
    String type = wanted == null ? "" : wanted.path("with").path("type").asText();
    if (type.isEmpty()
        || type.contains("${")
        || !listen.path("read").asText("data").equals("data")) {
      return null;
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
    event.put("source", taken.path("source").asText()).put("id", taken.path("eventId").asText());
    event.set("data", value);
    return event;
  }
}
