package dev.sluice.flow.graph;

import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.TextEdit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the tasks of a scope into the order in which they follow one another, and drops each {@code
 * then} that this order says. Every transition leads where it led.
 */
public record TidyOrder() implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    return scope.concurrent()
        ? Optional.of("the branches of a fork run at once, in no order")
        : Optional.empty();
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    List<String> before = scope.names();
    List<String> order = order(scope);
    ScopeText ordered = scope;
    if (!order.equals(before)) {
      ordered = scope.edit(scope.pinned(order, to -> to, null));
      ordered = ordered.edit(ordered.items().reorder(order.stream().map(before::indexOf).toList()));
    }
    return ordered.edit(redundant(ordered));
  }

  /** Each {@code then} of a task that says what the order says. */
  private static List<TextEdit> redundant(ScopeText scope) {
    List<TextEdit> edits = new ArrayList<>();
    for (String name : scope.names()) {
      String then = scope.task(name).text("then");
      boolean said = Transitions.CONTINUE.equals(then) || scope.after(name).equals(then);
      if (said) {
        edits.addAll(scope.keys(name).remove("then"));
      }
    }
    return edits;
  }

  /** From the first task on, each before those that follow it; what nothing leads to comes last. */
  private static List<String> order(ScopeText scope) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> order = new ArrayList<>();
    for (String root : scope.names()) {
      if (seen.add(root)) {
        List<String> reached = new ArrayList<>();
        walk(scope, root, seen, reached);
        Collections.reverse(reached);
        order.addAll(reached);
      }
    }
    return order;
  }

  private record Step(String name, Iterator<String> next) {}

  /** Depth first without recursion: scopes may be long. */
  private static void walk(ScopeText scope, String root, Set<String> seen, List<String> done) {
    Deque<Step> steps = new ArrayDeque<>();
    steps.push(new Step(root, followers(scope, root)));
    while (!steps.isEmpty()) {
      Step step = steps.peek();
      if (step.next().hasNext()) {
        String next = step.next().next();
        if (seen.add(next)) {
          steps.push(new Step(next, followers(scope, next)));
        }
      } else {
        done.add(step.name());
        steps.pop();
      }
    }
  }

  /** The last one first: what is walked last comes next. */
  private static Iterator<String> followers(ScopeText scope, String name) {
    List<String> followers = new ArrayList<>();
    Task task = scope.task(name);
    for (Transition transition : Transitions.of(task)) {
      if (transition.caseKey() != null) {
        boolean implicit = transition.target().equals(Transitions.CONTINUE);
        followers.add(implicit ? scope.after(name) : transition.target());
      }
    }
    if (scope.goesOn(name)) {
      followers.add(scope.goesTo(name));
    }
    followers.removeIf(target -> !scope.has(target));
    Collections.reverse(followers);
    return followers.iterator();
  }
}
