package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Syntax;
import dev.sluice.flow.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** States as text for the clipboard, and back: a list of tasks in YAML, as it is in a file. */
final class TaskClipboard {
  private TaskClipboard() {}

  /** The text of states, as they are written. */
  static String copy(Document document, List<StateIndex.Entry> entries) {
    StringBuilder text = new StringBuilder();
    for (StateIndex.Entry entry : entries) {
      text.append(item(document, entry));
    }
    return text.toString();
  }

  private static String item(Document document, StateIndex.Entry entry) {
    if (document.syntax() == Syntax.JSON) {
      return "- {\"" + entry.task().name() + "\": " + Values.of(entry.task().value()) + "}\n";
    }
    int column = document.position(entry.span().start()).column() - 1;
    String own = document.text(entry.span()).stripTrailing();
    List<String> lines = own.lines().collect(Collectors.toCollection(ArrayList::new));
    StringBuilder text = new StringBuilder("- ").append(lines.get(0)).append('\n');
    for (String line : lines.subList(1, lines.size())) {
      int indent = line.length() - line.stripLeading().length();
      text.append(line.isBlank() ? "" : "  " + line.substring(Math.min(column, indent)))
          .append('\n');
    }
    return text.toString();
  }

  /** The tasks of a text, by name; empty where it has none. */
  static Map<String, ObjectNode> paste(String text) {
    Map<String, ObjectNode> tasks = new LinkedHashMap<>();
    Document document = Document.read(text).document();
    if (document == null) {
      return tasks;
    }
    JsonNode value = Values.of(document.root());
    JsonNode list = value.isObject() && value.path("do").isArray() ? value.path("do") : value;
    if (list.isArray()) {
      for (JsonNode item : list) {
        add(tasks, item);
      }
    } else if (list.size() == 1) {
      add(tasks, list);
    }
    return tasks;
  }

  private static void add(Map<String, ObjectNode> tasks, JsonNode item) {
    if (item.size() == 1 && item.elements().next() instanceof ObjectNode body) {
      tasks.put(item.fieldNames().next(), body);
    }
  }
}
