package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.ItemLines;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes what an event state waits for the first of groups of events that compete: its lines and
 * comments go deeper as they are, and all else that the state says stays where it is.
 */
public record GroupEvents(String name) implements GraphEdit {
  /** What the group is called. */
  public static final String FIRST = "group1";

  /** Where the groups are, from the task on. */
  public static final List<String> BRANCHES = List.of("fork", "branches");

  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Refusals.missing(scope, name)
        .or(
            () -> {
              Task task = scope.task(name);
              MapNode body = task.body();
              if (task.kind() != TaskKind.LISTEN || body == null) {
                return Optional.of("'" + name + "' waits for no events");
              }
              return body.entry("foreach") == null
                  ? Optional.empty()
                  : Optional.of(
                      "'" + name + "' does something for each event, which groups cannot");
            });
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    MapNode body = scope.task(name).body();
    Entry listen = body == null ? null : body.entry("listen");
    if (body == null || listen == null) {
      return scope;
    }
    ObjectNode fork = fork(Values.of(listen.value()));
    ObjectNode wanted = (ObjectNode) Values.of(body);
    wanted.remove("listen");
    wanted.set("fork", fork);
    int index = body.entries().indexOf(listen);
    ItemLines lines = new ItemLines(scope.document(), body);
    return lines
        .get(index)
        .flatMap(each -> EventLines.replaced(scope, name, lines.replace(index, deeper(each))))
        .filter(made -> Values.of(made.task(name).value()).equals(wanted))
        .orElseGet(() -> written(scope, body, fork));
  }

  private static ObjectNode fork(JsonNode listen) {
    ObjectNode fork = JsonNodeFactory.instance.objectNode().put("compete", true);
    fork.putArray("branches").addObject().putObject(FIRST).set("listen", listen);
    return fork;
  }

  private static List<String> deeper(List<String> listen) {
    List<String> lines = new ArrayList<>();
    lines.add("fork:");
    lines.add("  compete: true");
    lines.add("  branches:");
    lines.add("    - " + FIRST + ":");
    listen.forEach(line -> lines.add(line.isBlank() ? line : "        " + line));
    return lines;
  }

  /** As a value, where it has no lines of its own. */
  private ScopeText written(ScopeText scope, MapNode body, ObjectNode fork) {
    ScopeText renamed = scope.edit(new MapEdits(scope.document(), body).rename("listen", "fork"));
    return renamed.edit(renamed.keys(name).set("fork", fork));
  }
}
