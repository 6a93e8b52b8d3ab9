package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.text.Values;
import java.util.ArrayList;
import java.util.List;

/** What a state says of itself in a few words. */
final class StateText {
  private static final int MOST = 60;

  private StateText() {}

  /** The line below its name. */
  static String detail(Task task) {
    TaskKind kind = task.kind();
    if (kind == null || task.body() == null) {
      return "says nothing of what it does";
    }
    // Containers show what they do; what is inside may be large.
    if (kind == TaskKind.DO || kind == TaskKind.TRY) {
      return StateLook.word(kind);
    }
    if (kind == TaskKind.FORK) {
      List<Task> groups = EventGroups.of(task);
      return groups.isEmpty() ? "Parallel" : shortened(groups(groups));
    }
    var node = task.body().get(kind.key());
    JsonNode value =
        node == null
            ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
            : Values.of(node);
    JsonNode with = kind == TaskKind.CALL ? with(task) : value;
    String text =
        switch (kind) {
          case CALL -> call(value.asText(), with);
          case WAIT -> "waits " + duration(value);
          case SET -> value.isObject() ? "sets " + names(value) : "sets " + value.asText();
          case SWITCH -> value.size() + (value.size() == 1 ? " case" : " cases");
          case LISTEN -> "waits for " + events(value.path("to"));
          case RAISE -> "raises " + last(value.path("error").path("type").asText("an error"));
          case FOR ->
              "for each " + value.path("each").asText("item") + " in " + value.path("in").asText();
          case EMIT -> "emits " + value.path("event").path("with").path("type").asText("an event");
          case RUN -> run(value);
          default -> "";
        };
    return shortened(text);
  }

  private static String shortened(String text) {
    return text.length() > MOST ? text.substring(0, MOST - 1) + "…" : text;
  }

  private static String groups(List<Task> groups) {
    List<String> each = new ArrayList<>();
    for (Task group : groups) {
      each.add(events(Values.of(group.value()).path("listen").path("to")));
    }
    return "waits for " + String.join(", or ", each);
  }

  private static JsonNode with(Task task) {
    var node = task.body() == null ? null : task.body().get("with");
    return node == null
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : Values.of(node);
  }

  private static String call(String function, JsonNode with) {
    if (function.equals("http")) {
      JsonNode endpoint = with.path("endpoint");
      String uri = endpoint.isObject() ? endpoint.path("uri").asText() : endpoint.asText();
      return with.path("method").asText("get").toUpperCase(java.util.Locale.ROOT) + " " + uri;
    }
    String qualifier = with.path("qualifier").asText();
    return "calls " + function + (qualifier.isEmpty() ? "" : ":" + qualifier);
  }

  private static String duration(JsonNode value) {
    if (!value.isObject()) {
      return value.asText();
    }
    List<String> parts = new ArrayList<>();
    value.properties().forEach(e -> parts.add(e.getValue().asText() + " " + e.getKey()));
    return String.join(" ", parts);
  }

  private static String names(JsonNode value) {
    List<String> names = new ArrayList<>();
    value.fieldNames().forEachRemaining(names::add);
    return String.join(", ", names);
  }

  private static String events(JsonNode to) {
    for (String how : List.of("one", "any", "all")) {
      JsonNode events = to.path(how);
      if (!events.isMissingNode()) {
        List<String> types = new ArrayList<>();
        if (events.isArray()) {
          events.forEach(event -> types.add(type(event)));
        } else {
          types.add(type(events));
        }
        String joint = how.equals("all") ? " and " : " or ";
        return types.isEmpty() ? "any event" : String.join(joint, types);
      }
    }
    return "events";
  }

  private static String type(JsonNode event) {
    return event.path("with").path("type").asText("any event");
  }

  private static String run(JsonNode value) {
    JsonNode workflow = value.path("workflow");
    return workflow.isMissingNode()
        ? "runs " + names(value)
        : "runs " + workflow.path("name").asText("a workflow");
  }

  private static String last(String type) {
    return type.substring(type.lastIndexOf('/') + 1);
  }
}
