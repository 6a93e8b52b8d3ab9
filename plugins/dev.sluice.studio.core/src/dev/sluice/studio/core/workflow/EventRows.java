package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.flow.graph.GroupEvents;
import dev.sluice.studio.core.workflow.EventRow.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what an event state waits for as rows. */
final class EventRows {
  private final List<EventRow> rows = new ArrayList<>();

  private EventRows() {}

  /** Of a task that listens, or whose branches do. */
  static List<EventRow> of(JsonNode task) {
    EventRows made = new EventRows();
    if (task.has("fork")) {
      made.groups(task);
    } else {
      List<String> to = List.of("listen", "to");
      made.strategy(at(task, to), to, "", Kind.STRATEGY, "Waits for");
    }
    return List.copyOf(made.rows);
  }

  private void groups(JsonNode task) {
    List<String> list = GroupEvents.BRANCHES;
    String id = add("", Kind.GROUPS, list, "Waits for", "any of these groups");
    JsonNode groups = at(task, list);
    for (int i = 0; i < groups.size(); i++) {
      String name = groups.get(i).fieldNames().next();
      List<String> to = with(list, Integer.toString(i), name, "listen", "to");
      strategy(at(task, to), to, id, Kind.GROUP, name);
    }
  }

  /** What is at a place; missing where nothing is. */
  static JsonNode at(JsonNode task, List<String> place) {
    JsonNode value = task;
    for (String step : place) {
      boolean index = value.isArray() && step.matches("\\d{1,7}");
      value = index ? value.path(Integer.parseInt(step)) : value.path(step);
    }
    return value;
  }

  /** How events are waited for; empty where it is not said. */
  static String how(JsonNode strategy) {
    return EventRow.WORDS.stream().filter(strategy::has).findFirst().orElse("");
  }

  private String add(String parent, Kind kind, List<String> place, String label, String value) {
    String id = String.join("/", place);
    rows.add(new EventRow(id, parent, kind, place, label, value));
    return id;
  }

  private void strategy(
      JsonNode value, List<String> place, String parent, Kind kind, String label) {
    String how = how(value);
    String id = add(parent, kind, place, label, EventRow.words(how));
    JsonNode events = value.path(how);
    if (events.isArray()) {
      for (int i = 0; i < events.size(); i++) {
        event(events.get(i), with(place, how, Integer.toString(i)), id, "Event " + (i + 1));
      }
    } else if (events.isObject()) {
      event(events, with(place, how), id, "Event");
    }
    JsonNode until = value.path("until");
    if (until.isObject()) {
      strategy(until, with(place, "until"), id, Kind.STRATEGY, "until");
    } else if (!until.isMissingNode()) {
      add(id, Kind.UNTIL, with(place, "until"), "until", text(until));
    }
  }

  private void event(JsonNode event, List<String> place, String parent, String label) {
    String id = add(parent, Kind.EVENT, place, label, "");
    for (Map.Entry<String, JsonNode> filter : event.path("with").properties()) {
      List<String> own = with(place, "with", filter.getKey());
      add(id, Kind.FILTER, own, filter.getKey(), text(filter.getValue()));
    }
    for (Map.Entry<String, JsonNode> key : event.path("correlate").properties()) {
      List<String> own = with(place, "correlate", key.getKey());
      String correlation = add(id, Kind.CORRELATION, own, key.getKey(), "correlation key");
      JsonNode from = key.getValue().path("from");
      add(correlation, Kind.FROM, with(own, "from"), "from", text(from));
      JsonNode expect = key.getValue().path("expect");
      if (!expect.isMissingNode()) {
        add(correlation, Kind.EXPECT, with(own, "expect"), "expect", text(expect));
      }
    }
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "" : value.isTextual() ? value.textValue() : value.toString();
  }

  /** A place further inside. */
  static List<String> with(List<String> place, String... steps) {
    List<String> longer = new ArrayList<>(place);
    longer.addAll(List.of(steps));
    return longer;
  }
}
