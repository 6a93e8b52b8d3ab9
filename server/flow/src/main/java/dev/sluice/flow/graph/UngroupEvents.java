package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.ItemLines;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a plain event state of one that has a single group of events left: what the group says
 * stands where the {@code fork} stood, as it is written.
 */
public record UngroupEvents(String name) implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Refusals.missing(scope, name)
        .or(
            () -> {
              Optional<Task> group = group(scope.task(name));
              return group.isEmpty()
                  ? Optional.of("'" + name + "' has no single group of events")
                  : twice(scope.task(name), group.get());
            });
  }

  private static Optional<Task> group(Task task) {
    if (task.kind() != TaskKind.FORK || task.scopes().size() != 1) {
      return Optional.empty();
    }
    Scope branches = task.scopes().get(0);
    return branches.tasks().size() == 1 && branches.list().items().size() == 1
        ? branches.tasks().stream().filter(EventGroups::onlyListens).findFirst()
        : Optional.empty();
  }

  /** Why what a group says cannot be said by its state; empty where it can. */
  public static Optional<String> twice(Task task, Task group) {
    MapNode state = task.body();
    MapNode own = group.body();
    for (Entry entry : own == null ? List.<Entry>of() : own.entries()) {
      if (state != null && state.entry(entry.name()) != null) {
        return Optional.of(
            "both the state and its group '"
                + group.name()
                + "' have '"
                + entry.name()
                + "'; make one of them in the text first");
      }
    }
    return Optional.empty();
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    Task task = scope.task(name);
    MapNode body = task.body();
    Entry fork = body == null ? null : body.entry("fork");
    MapNode own = group(task).map(Task::body).orElse(null);
    if (body == null || fork == null || own == null) {
      return scope;
    }
    ObjectNode said = (ObjectNode) Values.of(own);
    ObjectNode wanted = (ObjectNode) Values.of(body);
    wanted.remove("fork");
    wanted.setAll(said);
    int index = body.entries().indexOf(fork);
    ItemLines lines = new ItemLines(scope.document(), body);
    return lines
        .get(index)
        .flatMap(outer -> lines(scope, task, own, outer))
        .flatMap(each -> EventLines.replaced(scope, name, lines.replace(index, each)))
        .filter(made -> Values.of(made.task(name).value()).equals(wanted))
        .orElseGet(() -> written(scope, body, said));
  }

  /** The lines of what the group says, with the comments that stood above it. */
  private static Optional<List<String>> lines(
      ScopeText scope, Task task, MapNode own, List<String> outer) {
    List<String> all = new ArrayList<>(EventLines.above(outer));
    new ItemLines(scope.document(), task.scopes().get(0).list())
        .get(0)
        .ifPresent(item -> all.addAll(EventLines.above(item)));
    ItemLines lines = new ItemLines(scope.document(), own);
    for (int i = 0; i < own.entries().size(); i++) {
      Optional<List<String>> entry = lines.get(i);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(entry.get());
    }
    return Optional.of(all);
  }

  /** As values, where it has no lines of its own. */
  private ScopeText written(ScopeText scope, MapNode body, ObjectNode said) {
    JsonNode listen = said.path("listen");
    ScopeText made = scope.edit(new MapEdits(scope.document(), body).rename("fork", "listen"));
    made = made.edit(made.keys(name).set("listen", listen));
    for (Map.Entry<String, JsonNode> each : said.properties()) {
      if (!each.getKey().equals("listen")) {
        made = made.edit(made.keys(name).set(each.getKey(), each.getValue()));
      }
    }
    return made;
  }
}
