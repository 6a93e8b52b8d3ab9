package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Pointer;
import dev.sluice.flow.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What tasks and documents say, as values that can be compared. */
final class TaskValues {
  private TaskValues() {}

  /** What a task says, but for the tasks inside it and where it goes. */
  static JsonNode own(Task task) {
    JsonNode value = Values.of(task.value());
    for (Scope scope : StateType.inside(task)) {
      // An item that is no task is drawn nowhere: it belongs to this one.
      if (scope.tasks().size() == scope.list().items().size()) {
        String rest = scope.path().pointer().substring(task.path().pointer().length());
        remove(value, Pointer.steps(rest));
      }
    }
    remove(value, List.of("then"));
    for (JsonNode item : value.path("switch")) {
      item.forEach(one -> remove(one, List.of("then")));
    }
    return value;
  }

  private static void remove(JsonNode from, List<String> steps) {
    JsonNode parent = from;
    for (String step : steps.subList(0, steps.size() - 1)) {
      parent = parent.path(step);
    }
    if (parent instanceof ObjectNode map) {
      map.remove(steps.get(steps.size() - 1));
    }
  }

  /** Where a task says that it goes. */
  static List<String> transitions(Task task) {
    List<String> said = new ArrayList<>();
    for (Transition transition : Transitions.of(task)) {
      String one = transition.caseKey() == null ? "" : transition.caseKey().value();
      said.add(one + " > " + transition.target());
    }
    return said;
  }

  /** Keys of documents whose values differ, but for the tasks. */
  static List<String> elsewhere(Document before, Document after) {
    JsonNode old = Values.of(before.root());
    JsonNode now = Values.of(after.root());
    Set<String> keys = new LinkedHashSet<>();
    now.fieldNames().forEachRemaining(keys::add);
    old.fieldNames().forEachRemaining(keys::add);
    keys.remove("do");
    List<String> differ = new ArrayList<>();
    for (String key : keys) {
      JsonNode mine = old.has(key) ? old.get(key) : MissingNode.getInstance();
      JsonNode theirs = now.has(key) ? now.get(key) : MissingNode.getInstance();
      if (!mine.equals(theirs)) {
        differ.add(key);
      }
    }
    return differ;
  }
}
