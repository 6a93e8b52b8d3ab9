package dev.sluice.flow.graph;

import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.task.Workflow;
import dev.sluice.flow.text.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws a workflow: pure, and total, since documents are drawn while they are written. A transition
 * to a task that is not there is no edge; a name that is there again gets a number.
 */
public final class Projection {
  private final Scope scope;
  private final boolean outermost;
  private final List<String> ids = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  private Projection(Scope scope, boolean outermost) {
    this.scope = scope;
    this.outermost = outermost;
    Set<String> used = new HashSet<>();
    for (Task task : scope.tasks()) {
      String id = task.name();
      for (int number = 2; !used.add(id); number++) {
        id = task.name() + " " + number;
      }
      ids.add(id);
    }
  }

  /** The graphs of a document: the workflow's own first, then those of its extensions. */
  public static List<Graph> of(Document document) {
    return of(Workflow.of(document));
  }

  static List<Graph> of(Workflow workflow) {
    return workflow.scopes().stream().map(scope -> of(scope, true)).toList();
  }

  /**
   * The graph of one scope, with all that is inside.
   *
   * @param outermost whether its end is the workflow's
   */
  public static Graph of(Scope scope, boolean outermost) {
    return new Projection(scope, outermost).graph();
  }

  private Graph graph() {
    if (scope.concurrent()) {
      for (String id : ids) {
        edges.add(new Edge(State.START, id, Edge.Kind.ORDER, ""));
        edges.add(new Edge(id, State.EXIT, Edge.Kind.ORDER, ""));
      }
    } else {
      edges.add(new Edge(State.START, next(-1), Edge.Kind.ORDER, ""));
      for (int i = 0; i < ids.size(); i++) {
        leave(scope.tasks().get(i), i);
      }
    }
    List<State> states = new ArrayList<>();
    states.add(new State(State.START, StateType.START, List.of()));
    for (int i = 0; i < ids.size(); i++) {
      Task task = scope.tasks().get(i);
      List<Graph> inside = StateType.inside(task).stream().map(inner -> of(inner, false)).toList();
      states.add(new State(ids.get(i), StateType.of(task), inside));
    }
    Set<String> reached = new HashSet<>();
    edges.forEach(edge -> reached.add(edge.to()));
    if (reached.contains(State.EXIT)) {
      states.add(new State(State.EXIT, StateType.EXIT, List.of()));
    }
    if (reached.contains(State.END)) {
      states.add(new State(State.END, StateType.END, List.of()));
    }
    return new Graph(scope.path(), states, edges);
  }

  private void leave(Task task, int index) {
    String own = Transitions.CONTINUE;
    for (Transition transition : Transitions.of(task)) {
      ifCase(transition, index);
      own = transition.caseKey() == null ? transition.target() : own;
    }
    boolean goesOn =
        task.kind() != TaskKind.RAISE
            && !(task.kind() == TaskKind.SWITCH && Transitions.hasDefault(task));
    if (goesOn) {
      Edge.Kind kind = own.equals(Transitions.CONTINUE) ? Edge.Kind.ORDER : Edge.Kind.THEN;
      add(index, own, kind, "");
    }
  }

  private void ifCase(Transition transition, int index) {
    if (transition.caseKey() != null) {
      add(index, transition.target(), Edge.Kind.CASE, transition.caseKey().value());
    }
  }

  private void add(int from, String target, Edge.Kind kind, String label) {
    String to =
        switch (target) {
          case Transitions.CONTINUE -> next(from);
          case Transitions.EXIT -> State.EXIT;
          case Transitions.END -> outermost ? State.EXIT : State.END;
          default -> ids.contains(target) ? target : "";
        };
    if (!to.isEmpty()) {
      edges.add(new Edge(ids.get(from), to, kind, label));
    }
  }

  private String next(int index) {
    return index + 1 < ids.size() ? ids.get(index + 1) : State.EXIT;
  }
}
