package dev.sluice.studio.core.workflow;

import dev.sluice.flow.graph.Edge;
import dev.sluice.flow.graph.State;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.task.Transitions;
import dev.sluice.layout.PlacedGraph;
import dev.sluice.layout.Point;
import dev.sluice.layout.Route;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Node;
import java.util.Optional;

/** Finds out where something would go that is put down at a place, a node or an edge. */
final class Targets {
  private static final double NEAR_LINE = 12;

  private final WorkflowModel model;

  Targets(WorkflowModel model) {
    this.model = model;
  }

  /** What a place of the drawing means. */
  Optional<Target> at(Point place) {
    Optional<Node> node = model.scene().nodeAt(place.x(), place.y());
    if (node.isPresent() && node.get().shape() != Node.Shape.OPEN) {
      return after(node.get().id());
    }
    Optional<Line> line = model.scene().lineAt(place.x(), place.y(), NEAR_LINE);
    if (line.isPresent()) {
      return on(line.get().id());
    }
    return ground(place);
  }

  /** Behind a state. */
  Optional<Target> after(String key) {
    int slash = key.lastIndexOf('/');
    String scopeKey = key.substring(0, Math.max(0, slash));
    Optional<PlacedGraph> graph = model.placed(scopeKey);
    if (graph.isEmpty()) {
      return Optional.empty();
    }
    String scope = graph.get().graph().path().pointer();
    String id = key.substring(slash + 1);
    if (id.equals(State.START)) {
      return Optional.of(
          new Target(scope, scopeKey, State.START, null, false, key, "as the first state"));
    }
    if (id.startsWith(" ")) {
      return last(graph.get(), key);
    }
    Optional<StateIndex.Entry> entry = model.index().state(key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    boolean choice =
        entry.get().task().kind() == TaskKind.SWITCH && Transitions.hasDefault(entry.get().task());
    return Optional.of(
        new Target(
            scope,
            scopeKey,
            entry.get().id(),
            choice ? freshCase(entry.get()) : null,
            choice,
            key,
            choice ? "as a new case of " + entry.get().id() : "after " + entry.get().id()));
  }

  /** Before an end: behind the one state that leads there, or alone where there are more. */
  private Optional<Target> last(PlacedGraph graph, String key) {
    String id = key.substring(key.lastIndexOf('/') + 1);
    for (Route route : graph.routes()) {
      if (route.edge().to().equals(id)) {
        return on(WorkflowScene.lineId(graph.key(), route.edge()));
      }
    }
    return Optional.empty();
  }

  /** Where the case of a switch leads that a target is on. */
  Optional<String> caseTarget(Target target) {
    return model
        .placed(target.scopeKey())
        .flatMap(
            placed ->
                placed.graph().edges().stream()
                    .filter(edge -> edge.from().equals(target.after()))
                    .filter(edge -> edge.label().equals(target.caseName()))
                    .findFirst())
        .map(edge -> Keys.target(StateIndex.key(target.scopeKey(), edge.to())));
  }

  /** Onto an edge. */
  Optional<Target> on(String lineId) {
    for (PlacedGraph graph : model.placed().values()) {
      for (Route route : graph.routes()) {
        Edge edge = route.edge();
        if (WorkflowScene.lineId(graph.key(), edge).equals(lineId)) {
          String from = edge.from().equals(State.START) ? "the start" : edge.from();
          String to = edge.to().startsWith(" ") ? "the end" : edge.to();
          return Optional.of(
              new Target(
                  graph.graph().path().pointer(),
                  graph.key(),
                  edge.from(),
                  edge.kind() == Edge.Kind.CASE ? edge.label() : null,
                  false,
                  lineId,
                  "between " + from + " and " + to));
        }
      }
    }
    return Optional.empty();
  }

  /** Into the innermost scope at a place: alone, or as its first where there is none. */
  private Optional<Target> ground(Point place) {
    PlacedGraph found = null;
    for (PlacedGraph graph : model.placed().values()) {
      if (found == null || graph.box().contains(place.x(), place.y())) {
        found = graph;
      }
    }
    if (found == null) {
      return Optional.empty();
    }
    boolean empty = found.graph().states().stream().allMatch(state -> state.id().startsWith(" "));
    boolean inside = model.placed().values().iterator().next() != found;
    String sentence = empty ? "as the first state" : inside ? "into this container" : "here";
    return Optional.of(
        new Target(
            found.graph().path().pointer(),
            found.key(),
            empty ? State.START : null,
            null,
            false,
            "",
            sentence));
  }

  static String freshCase(StateIndex.Entry entry) {
    java.util.Set<String> taken = new java.util.HashSet<>();
    Transitions.of(entry.task())
        .forEach(each -> taken.add(each.caseKey() == null ? "" : each.caseKey().value()));
    int number = taken.size() + 1;
    while (taken.contains("case" + number)) {
      number++;
    }
    return "case" + number;
  }
}
