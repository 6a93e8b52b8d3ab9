package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.graph.StateType;
import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A state that needs something from outside, which a test is to be given.
 *
 * @param state its key
 * @param pointer to its task
 * @param usual what the test is given where nobody says otherwise: a mock, a list of events, or
 *     variables
 * @param types of the events that it waits for, where they are known
 */
public record Outsider(
    String state,
    String pointer,
    String name,
    String detail,
    Kind kind,
    String usual,
    Set<String> types) {
  private static final String MOCK = "{\n  \"output\": {}\n}";

  /** What is needed. */
  public enum Kind {
    /** What its call gives. */
    CALL,
    /** Events that come. */
    EVENTS,
    /** What loops and handlers around the state define. */
    VARIABLES
  }

  /** The same for as long as the state is there: a state may need two things. */
  public String key() {
    return kind == Kind.VARIABLES ? state + " variables" : state;
  }

  /**
   * Those of a document, in its order.
   *
   * @param state only in this one; empty for all
   */
  static List<Outsider> of(StateIndex index, String state) {
    List<Outsider> all = new ArrayList<>();
    Set<String> variables = variables(index, state);
    if (!variables.isEmpty()) {
      String names = variables.stream().map(each -> "$" + each).collect(Collectors.joining(", "));
      all.add(
          new Outsider(
              state, "", "variables", names, Kind.VARIABLES, "{\n}", Set.copyOf(variables)));
    }
    for (StateIndex.Entry entry : index.entries()) {
      boolean inside =
          state.isEmpty() || entry.key().equals(state) || entry.key().startsWith(state + "/");
      TaskKind kind = entry.task().kind();
      boolean call = kind == TaskKind.CALL || kind == TaskKind.RUN;
      boolean event = StateLook.type(entry.task()) == StateType.EVENT;
      if (inside && (call || event)) {
        Set<String> types = event ? types(entry) : Set.of();
        all.add(
            new Outsider(
                entry.key(),
                entry.task().path().pointer(),
                entry.task().name(),
                StateText.detail(entry.task()),
                call ? Kind.CALL : Kind.EVENTS,
                call ? MOCK : events(types),
                types));
      }
    }
    return List.copyOf(all);
  }

  /** The variables that loops, listeners and handlers around a state define, outer ones first. */
  private static Set<String> variables(StateIndex index, String state) {
    Set<String> names = new LinkedHashSet<>();
    for (StateIndex.Entry entry : index.entries()) {
      String inside = entry.key() + "/";
      if (state.startsWith(inside)) {
        JsonNode task = Values.of(entry.task().value());
        TaskKind kind = entry.task().kind();
        if (kind == TaskKind.FOR) {
          names.add(task.path("for").path("each").asText("item"));
          names.add(task.path("for").path("at").asText("index"));
        } else if (kind == TaskKind.LISTEN) {
          names.add(task.path("foreach").path("item").asText("item"));
          names.add(task.path("foreach").path("at").asText("index"));
        } else if (kind == TaskKind.TRY && state.startsWith(inside + "catch/")) {
          names.add(task.path("catch").path("as").asText("error"));
        }
      }
    }
    return names;
  }

  private static Set<String> types(StateIndex.Entry entry) {
    TreeSet<String> types = new TreeSet<>();
    List<Task> groups = EventGroups.of(entry.task());
    for (Task task : groups.isEmpty() ? List.of(entry.task()) : groups) {
      types(Values.of(task.value()).path("listen").path("to"), types);
    }
    return types;
  }

  private static String events(Set<String> types) {
    List<String> events = new ArrayList<>();
    for (String type : types.isEmpty() ? Set.of("com.example.event") : types) {
      events.add("{\"type\": \"" + type + "\", \"data\": {}}");
    }
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
