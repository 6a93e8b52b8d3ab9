package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.AliasNode;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.ListEdits;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.Pointer;
import dev.sluice.flow.text.Syntax;
import dev.sluice.flow.text.TextEdit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One scope of a document with what edits of its graph need: where tasks go, and how to write it.
 * Targets here are names of tasks, {@code exit} and {@code end}, and never {@code continue}.
 * Immutable.
 */
public final class ScopeText {
  private final Scopes scopes;
  private final Document document;
  private final Scope scope;

  ScopeText(Scopes scopes, Scope scope) {
    this.scopes = scopes;
    this.document = scopes.document();
    this.scope = scope;
  }

  /** A scope by the pointer to its list of tasks, as {@code /do}; empty when there is none. */
  static Optional<ScopeText> of(Document document, String pointer) {
    return Scopes.of(document).at(pointer);
  }

  /** The lists of tasks of its document. */
  Scopes scopes() {
    return scopes;
  }

  String pointer() {
    return scope.path().pointer();
  }

  ListNode list() {
    return scope.list();
  }

  Document document() {
    return document;
  }

  boolean concurrent() {
    return scope.concurrent();
  }

  List<String> names() {
    return scope.tasks().stream().map(Task::name).toList();
  }

  /** The task of a name that is there. */
  Task task(String name) {
    return scope.task(name).orElseThrow();
  }

  boolean has(String name) {
    return scope.task(name).isPresent();
  }

  /** Why nothing can be edited here; empty when it can. */
  Optional<String> refusal() {
    List<String> names = names();
    if (names.size() != scope.list().items().size()) {
      return Optional.of("an item of the list is no task; put that right in the text first");
    }
    if (names.stream().distinct().count() != names.size()) {
      return Optional.of("two tasks have the same name; give one another name first");
    }
    boolean shared =
        scope.list().items().stream().anyMatch(AliasNode.class::isInstance)
            || scope.tasks().stream().anyMatch(task -> task.value() instanceof AliasNode);
    return shared
        ? Optional.of("a task is written elsewhere, by an alias; edit it in the text")
        : Optional.empty();
  }

  /** What comes after a task in the order of the text. */
  String after(String name) {
    return next(names(), name);
  }

  /** What comes after each task of an order. */
  private static Map<String, String> nexts(List<String> order) {
    Map<String, String> nexts = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      nexts.putIfAbsent(order.get(i), i + 1 < order.size() ? order.get(i + 1) : Transitions.EXIT);
    }
    return nexts;
  }

  static String next(List<String> order, String name) {
    int index = order.indexOf(name);
    return index + 1 < order.size() ? order.get(index + 1) : Transitions.EXIT;
  }

  /** Where a task goes on by itself. */
  String goesTo(String name) {
    String then = task(name).text("then");
    return then == null || then.equals(Transitions.CONTINUE) ? after(name) : then;
  }

  /** Whether a task goes on by itself: none does after an error, nor past a case for all. */
  boolean goesOn(String name) {
    return goesOn(task(name));
  }

  private static boolean goesOn(Task task) {
    return task.kind() != TaskKind.RAISE
        && !(task.kind() == TaskKind.SWITCH && Transitions.hasDefault(task));
  }

  /**
   * Edits that keep every transition where it leads while the order of the text changes.
   *
   * @param order the tasks that stay and come, as they will be
   * @param redirect what becomes of a target
   * @param free the task that goes on to what comes after it in the new order; null for none
   */
  List<TextEdit> pinned(List<String> order, UnaryOperator<String> redirect, @Nullable String free) {
    List<TextEdit> edits = new ArrayList<>();
    Map<String, String> before = nexts(names());
    Map<String, String> now = nexts(order);
    for (Task task : scope.tasks()) {
      MapNode body = task.body();
      String next = now.get(task.name());
      String after = before.get(task.name());
      if (next == null || after == null || body == null || concurrent()) {
        continue;
      }
      boolean own = false;
      for (Transition transition : Transitions.of(task)) {
        own |= transition.caseKey() == null;
        if (transition.caseKey() == null && task.name().equals(free)) {
          continue;
        }
        boolean implicit = transition.target().equals(Transitions.CONTINUE);
        String target = implicit ? after : transition.target();
        String wanted = redirect.apply(target);
        if (implicit ? !wanted.equals(next) : !wanted.equals(target)) {
          edits.addAll(new MapEdits(document, transition.map()).set("then", text(wanted)));
        }
      }
      String wanted = redirect.apply(after);
      boolean stays = task.name().equals(free) || wanted.equals(next);
      if (!own && goesOn(task) && !stays) {
        edits.addAll(new MapEdits(document, body).set("then", text(wanted)));
      }
    }
    return edits;
  }

  /** Edits of a task's keys. */
  MapEdits keys(String name) {
    MapNode body = task(name).body();
    if (body == null) {
      throw new IllegalArgumentException("The task '" + name + "' is no map");
    }
    return new MapEdits(document, body);
  }

  /** The item of the list that is a task: a map of one key. */
  MapNode item(String name) {
    return (MapNode) scope.list().items().get(names().indexOf(name));
  }

  /** The list of a switch's cases. */
  ListNode caseList(String name) {
    MapNode body = task(name).body();
    ListNode cases = body == null ? null : body.list("switch");
    if (cases == null) {
      throw new IllegalArgumentException("The task '" + name + "' has no list of cases");
    }
    return cases;
  }

  /** The names of a switch's cases; empty when what is written is no list of cases. */
  Optional<List<String>> cases(String name) {
    MapNode body = task(name).body();
    ListNode cases = body == null ? null : body.list("switch");
    if (cases == null) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (Node item : cases.items()) {
      if (!(item instanceof MapNode map) || map.entries().size() != 1) {
        return Optional.empty();
      }
      names.add(map.entries().get(0).name());
    }
    return Optional.of(names);
  }

  /** Edits of the list of tasks. */
  ListEdits items() {
    return new ListEdits(document, scope.list());
  }

  /** Edits that put the first item into the list, which has none: on lines of its own in YAML. */
  List<TextEdit> first(JsonNode item) {
    MapNode parent = parent();
    Entry entry = parent == null ? null : parent.entry(scope.path().last());
    if (document.syntax() == Syntax.JSON || parent == null || parent.flow() || entry == null) {
      return items().insert(0, item);
    }
    int line = document.position(entry.key().from()).line();
    if (document.position(scope.list().span().start()).line() != line) {
      // What stands between the key and its value stays.
      return items().insert(0, item);
    }
    return new MapEdits(document, parent)
        .set(scope.path().last(), JsonNodeFactory.instance.arrayNode().add(item));
  }

  /** The map whose value the list is; null where that is written by an alias. */
  private @Nullable MapNode parent() {
    List<String> steps = Pointer.steps(scope.path().pointer());
    Node node = Pointer.find(document, steps.subList(0, steps.size() - 1));
    return node instanceof MapNode map ? map : null;
  }

  /** The same scope of the edited document. */
  ScopeText edit(List<TextEdit> edits) {
    if (edits.isEmpty()) {
      return this;
    }
    Document edited = document.edit(edits).orThrow();
    return of(edited, scope.path().pointer()).orElseThrow();
  }

  static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }
}
