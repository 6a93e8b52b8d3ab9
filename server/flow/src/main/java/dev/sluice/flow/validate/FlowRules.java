package dev.sluice.flow.validate;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.task.Workflow;
import dev.sluice.flow.text.ProblemCode;
import dev.sluice.flow.text.ScalarNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where tasks go: names that are there twice, targets that are not, tasks that nothing leads to.
 */
final class FlowRules {
  private final Report report;
  private final Set<String> everywhere = new HashSet<>();

  private FlowRules(Report report) {
    this.report = report;
  }

  static void check(Workflow workflow, Report report) {
    FlowRules rules = new FlowRules(report);
    List<Scope> scopes = workflow.allScopes();
    scopes.forEach(scope -> scope.tasks().forEach(task -> rules.everywhere.add(task.name())));
    for (Scope scope : scopes) {
      Map<String, Integer> names = rules.names(scope);
      scope.tasks().forEach(task -> rules.targets(task, scope, names.keySet()));
      if (!scope.concurrent()) {
        rules.reachable(scope, names);
      }
    }
  }

  private Map<String, Integer> names(Scope scope) {
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < scope.tasks().size(); i++) {
      Task task = scope.tasks().get(i);
      Integer before = names.putIfAbsent(task.name(), i);
      if (before != null) {
        int line = report.line(scope.tasks().get(before).key());
        String sentence =
            "the task '" + task.name() + "' is there twice in its scope, first in line " + line;
        report.add(ProblemCode.DUPLICATE_NAME, task.key(), task.path(), sentence);
      }
    }
    return names;
  }

  private void targets(Task task, Scope scope, Set<String> names) {
    for (Transition transition : Transitions.of(task)) {
      String target = transition.target();
      if (transition.isDirective() || (names.contains(target) && !scope.concurrent())) {
        continue;
      }
      Path path = transition.path();
      if (scope.concurrent()) {
        String sentence =
            "'"
                + target
                + "' cannot follow: the branches of a fork run at once, and none after another";
        report.add(ProblemCode.TARGET_OUT_OF_SCOPE, transition.node(), path, sentence);
      } else if (everywhere.contains(target)) {
        String sentence =
            "the task '"
                + target
                + "' is in another scope; 'then' names one of its own: "
                + sample(names);
        report.add(ProblemCode.TARGET_OUT_OF_SCOPE, transition.node(), path, sentence);
      } else {
        String otherwise = "; it is continue, exit, end, or one of " + sample(names);
        report.add(
            ProblemCode.UNKNOWN_TARGET,
            transition.node(),
            path,
            "there is no task '" + target + "'",
            Nearest.hint(target, names.size() > 1000 ? Set.of() : names, otherwise));
      }
    }
    cases(task);
  }

  private static String sample(Set<String> names) {
    String some = new TreeSet<>(names).stream().limit(8).collect(Collectors.joining(", "));
    return names.size() > 8 ? some + " ..." : some;
  }

  private void cases(Task task) {
    Map<String, ScalarNode> seen = new HashMap<>();
    for (Transition transition : Transitions.of(task)) {
      ScalarNode name = transition.caseKey();
      ScalarNode before = name == null ? null : seen.putIfAbsent(name.value(), name);
      if (name != null && before != null) {
        String sentence =
            "the case '" + name.value() + "' is there twice, first in line " + report.line(before);
        report.add(ProblemCode.DUPLICATE_NAME, name, transition.path(), sentence);
      }
    }
  }

  private void reachable(Scope scope, Map<String, Integer> names) {
    boolean[] reached = new boolean[scope.tasks().size()];
    Deque<Integer> next = new ArrayDeque<>();
    if (reached.length > 0) {
      next.add(0);
    }
    while (!next.isEmpty()) {
      int at = next.remove();
      if (at < reached.length && !reached[at]) {
        reached[at] = true;
        successors(scope.tasks().get(at), at, names, next);
      }
    }
    for (int i = 0; i < reached.length; i++) {
      Task task = scope.tasks().get(i);
      if (!reached[i]) {
        String sentence =
            "nothing leads to the task '"
                + task.name()
                + "': the tasks before it go elsewhere; name it in a 'then', or remove it";
        report.add(ProblemCode.UNREACHABLE_TASK, task.key(), task.path(), sentence);
      }
    }
  }

  private static void successors(
      Task task, int at, Map<String, Integer> names, Deque<Integer> next) {
    for (String target : Transitions.targets(task)) {
      Integer index = names.get(target);
      if (index != null) {
        next.add(index);
      } else if (target.equals(Transitions.CONTINUE) || !Transitions.isDirective(target)) {
        // A target that is nowhere is told already: what would follow is not unreachable too.
        next.add(at + 1);
      }
    }
  }
}
