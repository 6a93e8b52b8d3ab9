package dev.sluice.flow.task;

import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as scopes of tasks. Immutable.
 *
 * @param scopes those that are inside no task: the workflow's own, then those of extensions
 * @param functions tasks that {@code use} defines, which stand in no scope
 */
public record Workflow(List<Scope> scopes, List<Task> functions) {
  public Workflow {
    scopes = List.copyOf(scopes);
    functions = List.copyOf(functions);
  }

  /** What the document says, as far as it can be read. */
  public static Workflow of(Document document) {
    List<Scope> scopes = new ArrayList<>();
    List<Task> functions = new ArrayList<>();
    if (document.root().target() instanceof MapNode root) {
      add(scopes, root.get("do"), Path.ROOT.key("do"), false);
      MapNode use = root.map("use");
      if (use != null) {
        extensions(use.list("extensions"), scopes);
        functions(use.map("functions"), functions);
      }
    }
    return new Workflow(scopes, functions);
  }

  /** All scopes, each before those inside it. */
  public List<Scope> allScopes() {
    List<Scope> all = new ArrayList<>();
    scopes.forEach(scope -> collect(scope, all));
    functions.forEach(task -> task.scopes().forEach(scope -> collect(scope, all)));
    return all;
  }

  private static void collect(Scope scope, List<Scope> all) {
    all.add(scope);
    scope.tasks().forEach(task -> task.scopes().forEach(inner -> collect(inner, all)));
  }

  private static void extensions(@Nullable ListNode list, List<Scope> scopes) {
    Path path = Path.ROOT.key("use").key("extensions");
    for (int i = 0; list != null && i < list.items().size(); i++) {
      if (list.items().get(i).target() instanceof MapNode item) {
        for (Entry entry : item.entries()) {
          Path own = path.item(i).key(entry.name());
          if (entry.value().target() instanceof MapNode extension) {
            add(scopes, extension.get("before"), own.key("before"), false);
            add(scopes, extension.get("after"), own.key("after"), false);
          }
        }
      }
    }
  }

  private static void functions(@Nullable MapNode map, List<Task> functions) {
    Path path = Path.ROOT.key("use").key("functions");
    if (map != null) {
      map.entries().forEach(entry -> functions.add(task(entry, path.key(entry.name()))));
    }
  }

  private static void add(List<Scope> scopes, @Nullable Node node, Path path, boolean concurrent) {
    if (node == null || !(node.target() instanceof ListNode list)) {
      return;
    }
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      if (list.items().get(i).target() instanceof MapNode item && item.entries().size() == 1) {
        Entry entry = item.entries().get(0);
        tasks.add(task(entry, path.item(i).key(entry.name())));
      }
    }
    scopes.add(new Scope(list, path, concurrent, tasks));
  }

  private static Task task(Entry entry, Path path) {
    if (!(entry.value().target() instanceof MapNode body)) {
      return new Task(entry.key(), null, entry.value(), path, List.of());
    }
    List<TaskKind> kinds = TaskKind.among(body.entries().stream().map(Entry::name).toList());
    TaskKind kind = kinds.size() == 1 ? kinds.get(0) : null;
    return new Task(entry.key(), kind, entry.value(), path, inner(body, kind, path));
  }

  private static List<Scope> inner(MapNode body, @Nullable TaskKind kind, Path path) {
    List<Scope> scopes = new ArrayList<>();
    if (kind == null) {
      return scopes;
    }
    switch (kind) {
      case DO, FOR -> add(scopes, body.get("do"), path.key("do"), false);
      case FORK ->
          add(scopes, at(body, "fork", "branches"), path.key("fork").key("branches"), true);
      case TRY -> {
        add(scopes, body.get("try"), path.key("try"), false);
        add(scopes, at(body, "catch", "do"), path.key("catch").key("do"), false);
      }
      case LISTEN -> add(scopes, at(body, "foreach", "do"), path.key("foreach").key("do"), false);
      case CALL -> {
        Path own = path.key("with").key("subscription").key("foreach").key("do");
        add(scopes, at(body, "with", "subscription", "foreach", "do"), own, false);
      }
      default -> {
        // Nothing is inside.
      }
    }
    return scopes;
  }

  private static @Nullable Node at(MapNode map, String... keys) {
    Node node = map;
    for (String key : keys) {
      node = node instanceof MapNode inner ? inner.get(key) : null;
    }
    return node;
  }
}
