package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.graph.StateType;
import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.text.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A state that needs something from outside, which a test is to be given.
 *
 * @param pointer to its task
 * @param event whether it waits for events; else it calls
 * @param usual what the test is given where nobody says otherwise: a mock, or a list of events
 */
public record Outsider(
    String key, String pointer, String name, String detail, boolean event, String usual) {
  private static final String MOCK = "{\n  \"output\": {}\n}";

  /**
   * Those of a document, in its order.
   *
   * @param state only in this one; empty for all
   */
  static List<Outsider> of(StateIndex index, String state) {
    List<Outsider> all = new ArrayList<>();
    for (StateIndex.Entry entry : index.entries()) {
      boolean inside =
          state.isEmpty() || entry.key().equals(state) || entry.key().startsWith(state + "/");
      TaskKind kind = entry.task().kind();
      boolean call = kind == TaskKind.CALL || kind == TaskKind.RUN;
      boolean event = StateLook.type(entry.task()) == StateType.EVENT;
      if (inside && (call || event)) {
        all.add(
            new Outsider(
                entry.key(),
                entry.task().path().pointer(),
                entry.task().name(),
                StateText.detail(entry.task()),
                !call,
                call ? MOCK : events(entry)));
      }
    }
    return List.copyOf(all);
  }

  private static String events(StateIndex.Entry entry) {
    TreeSet<String> types = new TreeSet<>();
    List<Task> groups = EventGroups.of(entry.task());
    for (Task task : groups.isEmpty() ? List.of(entry.task()) : groups) {
      types(Values.of(task.value()).path("listen").path("to"), types);
    }
    if (types.isEmpty()) {
      types.add("com.example.event");
    }
    List<String> events = new ArrayList<>();
    types.forEach(type -> events.add("{\"type\": \"" + type + "\", \"data\": {}}"));
    return "[\n  " + String.join(",\n  ", events) + "\n]";
  }

  private static void types(JsonNode to, TreeSet<String> types) {
    for (JsonNode filter : to.findValues("with")) {
      String type = filter.path("type").asText();
      if (type.matches("[\\w.:/-]+")) {
        types.add(type);
      }
    }
  }
}
