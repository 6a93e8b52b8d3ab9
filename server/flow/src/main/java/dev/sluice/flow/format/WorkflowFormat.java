package dev.sluice.flow.format;

import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.task.Workflow;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.TreeFormat;
import dev.sluice.flow.text.Values;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow as people expect it: the order of keys that the language's reference has. */
public final class WorkflowFormat {
  private static final List<String> ROOT =
      List.of("document", "input", "use", "schedule", "timeout", "do", "output");
  private static final List<String> DOCUMENT =
      List.of("dsl", "namespace", "name", "version", "title", "summary", "tags", "metadata");

  private final IdentityHashMap<MapNode, List<String>> orders = new IdentityHashMap<>();

  private WorkflowFormat(Document document) {
    if (document.root() instanceof MapNode root) {
      orders.put(root, ROOT);
      MapNode head = root.map("document");
      if (head != null) {
        orders.put(head, DOCUMENT);
      }
    }
    Workflow workflow = Workflow.of(document);
    workflow.functions().forEach(this::add);
    for (Scope scope : workflow.allScopes()) {
      scope.tasks().forEach(this::add);
    }
  }

  private void add(Task task) {
    MapNode body = task.body();
    if (body != null) {
      orders.put(body, order(task.kind()));
    }
  }

  /** What a task depends on, what it does, what becomes of it, what comes next. */
  private static List<String> order(@Nullable TaskKind kind) {
    List<String> keys = new ArrayList<>(List.of("if", "input"));
    if (kind != null) {
      keys.add(kind.key());
      keys.addAll(kind.companions());
    }
    keys.addAll(List.of("output", "export", "timeout", "then", "metadata"));
    return keys;
  }

  /**
   * The document formatted: the same values, and the same comments. Where moving keys would change
   * a value, as between an anchor and its alias, keys stay where they are; where indents would, all
   * does.
   */
  public static Document format(Document document) {
    WorkflowFormat format = new WorkflowFormat(document);
    Document ordered = same(document, TreeFormat.format(document, format::order));
    if (ordered != null) {
      return ordered;
    }
    Document indented = same(document, TreeFormat.format(document, map -> List.of()));
    return indented == null ? document : indented;
  }

  private List<String> order(MapNode map) {
    return orders.getOrDefault(map, List.of());
  }

  private static @Nullable Document same(Document before, String text) {
    Document after = before.withText(text).document();
    boolean same = after != null && Values.of(after.root()).equals(Values.of(before.root()));
    return same ? after : null;
  }
}
