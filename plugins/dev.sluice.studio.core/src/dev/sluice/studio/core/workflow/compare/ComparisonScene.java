package dev.sluice.studio.core.workflow.compare;

import dev.sluice.flow.graph.Graph;
import dev.sluice.flow.graph.GraphDiff;
import dev.sluice.flow.graph.GraphDiff.Change;
import dev.sluice.flow.graph.GraphDiff.EdgeChange;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.layout.Direction;
import dev.sluice.layout.GraphLayout;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.workflow.WorkflowScene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws comparisons: what came, what went, what says something else, and faintly the rest. */
final class ComparisonScene {
  private ComparisonScene() {}

  /**
   * The drawing.
   *
   * @param closed keys of containers whose inside is not drawn
   */
  static Scene of(Comparison comparison, Set<String> closed) {
    Optional<GraphDiff> diff = comparison.diff();
    if (diff.isEmpty() || diff.get().drawings().isEmpty()) {
      return Scene.EMPTY;
    }
    Graph graph = diff.get().drawings().get(0);
    GraphLayout layout = new GraphLayout(WorkflowScene.measure(closed), Direction.DOWN);
    Scene plain =
        WorkflowScene.of(
            layout.place(graph.path().pointer(), graph, Map.of()),
            key -> comparison.entry(key).map(StateIndex.Entry::task));
    Map<String, Change> ways = new HashMap<>();
    diff.get().edges().forEach(each -> ways.put(way(each), each.change()));
    List<Node> nodes = new ArrayList<>();
    for (Node node : plain.nodes()) {
      nodes.add(node.marked(null, mark(comparison, node), 0));
    }
    List<Line> lines = new ArrayList<>();
    for (Line line : plain.lines()) {
      Change change = ways.getOrDefault(way(line.from(), line.to(), line.label()), Change.SAME);
      lines.add(line.styled(style(change), change == Change.SAME ? 0 : -1));
    }
    return new Scene(nodes, lines);
  }

  private static Mark mark(Comparison comparison, Node node) {
    Change change =
        comparison
            .diff()
            .flatMap(diff -> diff.state(node.id()))
            .map(GraphDiff.StateChange::change)
            .orElse(Change.SAME);
    boolean hidden =
        node.shape() == Node.Shape.CLOSED
            && change == Change.SAME
            && comparison.changedInside(node.id());
    return hidden
        ? new Mark(Mark.Kind.CHANGED, "changed inside")
        : new Mark(kind(change), comparison.words(node.id()));
  }

  private static Mark.Kind kind(Change change) {
    return switch (change) {
      case ADDED -> Mark.Kind.ADDED;
      case REMOVED -> Mark.Kind.REMOVED;
      case CHANGED -> Mark.Kind.CHANGED;
      case SAME -> Mark.Kind.SAME;
    };
  }

  private static Line.Style style(Change change) {
    return switch (change) {
      case ADDED -> Line.Style.ADDED;
      case REMOVED -> Line.Style.REMOVED;
      default -> Line.Style.PLAIN;
    };
  }

  private static String way(EdgeChange change) {
    return way(
        StateIndex.key(change.scopeKey(), change.edge().from()),
        StateIndex.key(change.scopeKey(), change.edge().to()),
        change.edge().label());
  }

  private static String way(String from, String to, String label) {
    return from + " > " + label + " > " + to;
  }
}
