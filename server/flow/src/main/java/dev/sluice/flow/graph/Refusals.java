package dev.sluice.flow.graph;

import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.task.Transitions;
import java.util.Optional;

/** Why edits cannot be done, in words that a tooltip shows. */
final class Refusals {
  private Refusals() {}

  static Optional<String> missing(ScopeText scope, String name) {
    return scope.has(name) ? Optional.empty() : Optional.of("there is no task '" + name + "' here");
  }

  static Optional<String> taken(ScopeText scope, String name) {
    if (name.isBlank()) {
      return Optional.of("a task needs a name");
    }
    if (Transitions.isDirective(name)) {
      return Optional.of("'" + name + "' means a way to go on, and names no task");
    }
    return scope.has(name)
        ? Optional.of("there is a task '" + name + "' here already")
        : Optional.empty();
  }

  static Optional<String> target(ScopeText scope, String target) {
    if (scope.concurrent()) {
      return Optional.of("the branches of a fork run at once, and none after another");
    }
    boolean known = Transitions.isDirective(target) || scope.has(target);
    return known
        ? Optional.empty()
        : Optional.of(
            "'"
                + target
                + "' is in another scope; a task goes on to one of its own scope, or ends");
  }

  static Optional<String> noSwitch(ScopeText scope, String name) {
    Task task = scope.task(name);
    return task.kind() == TaskKind.SWITCH
        ? Optional.empty()
        : Optional.of("'" + name + "' is no switch, and has no cases");
  }

  static Optional<String> endless(ScopeText scope, String name) {
    if (scope.goesOn(name)) {
      return Optional.empty();
    }
    return scope.task(name).kind() == TaskKind.SWITCH
        ? Optional.of("'" + name + "' has a case for all; change where its cases go")
        : Optional.of("'" + name + "' raises an error; nothing follows it");
  }
}
