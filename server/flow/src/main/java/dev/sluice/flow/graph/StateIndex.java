package dev.sluice.flow.graph;

import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.Workflow;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Pointer;
import dev.sluice.flow.text.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states of a document by keys that stay the same while tasks are added, removed and moved
 * around them: {@code /do/loop/do/step} is the task {@code step} of the list {@code /do/loop/do}.
 * Immutable.
 */
public final class StateIndex {
  private final Map<String, Entry> byKey = new LinkedHashMap<>();
  private final Map<String, Entry> byPointer = new HashMap<>();
  private final Map<String, String> scopeKeys = new HashMap<>();
  private final Map<String, String> pointers = new HashMap<>();

  /**
   * A state of a task.
   *
   * @param scope a pointer to its list of tasks
   * @param scopeKey the list's key: the pointer without the numbers of items
   * @param id in its graph
   */
  public record Entry(String key, String scope, String scopeKey, String id, Task task, Span span) {}

  private StateIndex() {}

  /** The states of all graphs of a document. */
  public static StateIndex of(Document document) {
    return of(Workflow.of(document));
  }

  static StateIndex of(Workflow workflow) {
    StateIndex index = new StateIndex();
    workflow.scopes().forEach(scope -> index.add(scope, scope.path().pointer()));
    return index;
  }

  private void add(Scope scope, String scopeKey) {
    String pointer = scope.path().pointer();
    scopeKeys.put(pointer, scopeKey);
    pointers.putIfAbsent(scopeKey, pointer);
    Set<String> used = new HashSet<>();
    for (Task task : scope.tasks()) {
      String id = task.name();
      for (int number = 2; !used.add(id); number++) {
        id = task.name() + " " + number;
      }
      String key = key(scopeKey, id);
      int end = Math.max(task.key().span().end(), task.value().span().end());
      Span span = new Span(task.key().from(), end);
      Entry entry = new Entry(key, pointer, scopeKey, id, task, span);
      byKey.put(key, entry);
      byPointer.put(task.path().pointer(), entry);
      for (Scope inner : StateType.inside(task)) {
        add(inner, key + inner.path().pointer().substring(task.path().pointer().length()));
      }
    }
  }

  /** The key of a state of this id in the list of this key. */
  public static String key(String scopeKey, String id) {
    return scopeKey + "/" + Pointer.escaped(id);
  }

  /** The key of a list of tasks by its pointer. */
  public String scopeKey(String pointer) {
    return scopeKeys.getOrDefault(pointer, pointer);
  }

  /** A pointer to the list of tasks of this key. */
  public Optional<String> pointer(String scopeKey) {
    return Optional.ofNullable(pointers.get(scopeKey));
  }

  /** All, each before those inside it. */
  public Collection<Entry> entries() {
    return byKey.values();
  }

  /** The state of this key. */
  public Optional<Entry> state(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The state of the task that a pointer points to; empty for one that is part of another's. */
  public Optional<Entry> exactly(String pointer) {
    return Optional.ofNullable(byPointer.get(pointer));
  }

  /** The innermost state that what a pointer points to belongs to. */
  public Optional<Entry> at(String pointer) {
    String at = pointer;
    while (!at.isEmpty()) {
      Entry entry = byPointer.get(at);
      if (entry != null) {
        return Optional.of(entry);
      }
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
    return Optional.empty();
  }

  /** The innermost state that is written around an offset of the text. */
  public Optional<Entry> at(int offset) {
    @Nullable Entry found = null;
    for (Entry entry : byKey.values()) {
      boolean inside = entry.span().start() <= offset && offset < entry.span().end();
      if (inside && (found == null || entry.span().start() >= found.span().start())) {
        found = entry;
      }
    }
    return Optional.ofNullable(found);
  }
}
