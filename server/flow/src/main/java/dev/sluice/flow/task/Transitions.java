package dev.sluice.flow.task;

import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.ScalarNode;
import dev.sluice.flow.text.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may come after a task. */
public final class Transitions {
  /** The next task in the order of the text; the scope's end after the last one. */
  public static final String CONTINUE = "continue";

  /** The end of the scope. */
  public static final String EXIT = "exit";

  /** The end of the workflow. */
  public static final String END = "end";

  private static final Set<String> DIRECTIVES = Set.of(CONTINUE, EXIT, END);

  private Transitions() {}

  /** Whether a target is no task's name. */
  public static boolean isDirective(String target) {
    return DIRECTIVES.contains(target);
  }

  /** Those that are written: its own {@code then}, and those of its cases. */
  public static List<Transition> of(Task task) {
    List<Transition> found = new ArrayList<>();
    MapNode body = task.body();
    if (body == null) {
      return found;
    }
    add(found, body, task.path(), null);
    ListNode cases = task.kind() == TaskKind.SWITCH ? body.list("switch") : null;
    for (int i = 0; cases != null && i < cases.items().size(); i++) {
      if (cases.items().get(i).target() instanceof MapNode item) {
        for (Entry entry : item.entries()) {
          Path path = task.path().key("switch").item(i).key(entry.name());
          if (entry.value().target() instanceof MapNode one) {
            add(found, one, path, entry.key());
          }
        }
      }
    }
    return found;
  }

  private static void add(
      List<Transition> found, MapNode map, Path path, @Nullable ScalarNode caseKey) {
    if (map.get("then") instanceof ScalarNode then && then.type() == ScalarType.STRING) {
      found.add(new Transition(then, path.key("then"), map, caseKey));
    }
  }

  /** All targets that are possible, written or not. A task that may be skipped may continue. */
  public static Set<String> targets(Task task) {
    Set<String> targets = new LinkedHashSet<>();
    String own = CONTINUE;
    for (Transition transition : of(task)) {
      if (transition.caseKey() == null) {
        own = transition.target();
      } else {
        targets.add(transition.target());
      }
    }
    MapNode body = task.body();
    if (task.kind() == TaskKind.RAISE) {
      own = END;
    }
    if (task.kind() != TaskKind.SWITCH || !hasDefault(task)) {
      targets.add(own);
    }
    if (body != null && body.entry("if") != null) {
      targets.add(CONTINUE);
    }
    return targets;
  }

  /** Whether a switch has a case for all that no other case takes. */
  public static boolean hasDefault(Task task) {
    MapNode body = task.body();
    ListNode cases = body == null ? null : body.list("switch");
    for (int i = 0; cases != null && i < cases.items().size(); i++) {
      if (cases.items().get(i).target() instanceof MapNode item) {
        for (Entry entry : item.entries()) {
          if (entry.value().target() instanceof MapNode one && one.entry("when") == null) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
