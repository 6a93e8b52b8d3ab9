package dev.sluice.studio.core.workflow;

import dev.sluice.flow.graph.Edge;
import dev.sluice.flow.graph.Graph;
import dev.sluice.flow.graph.State;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.graph.StateType;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.layout.Measure;
import dev.sluice.layout.PlacedGraph;
import dev.sluice.layout.PlacedState;
import dev.sluice.layout.Route;
import dev.sluice.layout.Size;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes drawings of placed workflows. The ids of nodes are the keys of states. */
public final class WorkflowScene {
  private static final double LEAST_WIDTH = 148;
  private static final double MOST_WIDTH = 250;
  private static final double CARD_HEIGHT = 48;
  private static final double TITLE_HEIGHT = 36;
  private static final double ROUND = 34;

  private final Function<String, Optional<Task>> tasks;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  private WorkflowScene(Function<String, Optional<Task>> tasks) {
    this.tasks = tasks;
  }

  /** The drawing. */
  static Scene of(PlacedGraph graph, StateIndex index) {
    return of(graph, key -> index.state(key).map(StateIndex.Entry::task));
  }

  /**
   * The drawing.
   *
   * @param tasks the task of a state by its key
   */
  public static Scene of(PlacedGraph graph, Function<String, Optional<Task>> tasks) {
    WorkflowScene scene = new WorkflowScene(tasks);
    scene.add(graph, "");
    return new Scene(scene.nodes, scene.lines);
  }

  /**
   * How large states are drawn.
   *
   * @param closed keys of containers whose inside is not drawn
   */
  public static Measure measure(Set<String> closed) {
    return new Measure() {
      @Override
      public Size state(State state) {
        if (state.id().startsWith(" ")) {
          return new Size(ROUND, ROUND);
        }
        double width = 8.2 * state.id().length() + 50;
        boolean container = !state.inside().isEmpty();
        // Without its inside, it is as high as its title; closed ones are measured as cards.
        return new Size(
            Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, container ? width + 20 : width)),
            container ? TITLE_HEIGHT : CARD_HEIGHT);
      }

      @Override
      public Size label(Edge edge) {
        return new Size(6.8 * edge.label().length() + 12, 18);
      }

      @Override
      public boolean open(String key, State state) {
        return !closed.contains(key);
      }
    };
  }

  private void add(PlacedGraph graph, String parent) {
    for (PlacedState placed : graph.states()) {
      nodes.add(node(placed, parent));
      placed.inside().forEach(inner -> add(inner, placed.key()));
    }
    Map<String, Integer> alike = new HashMap<>();
    for (Route route : graph.routes()) {
      Edge edge = route.edge();
      String from = StateIndex.key(graph.key(), edge.from());
      String id = lineId(graph.key(), edge);
      int number = alike.merge(id, 1, Integer::sum);
      lines.add(
          new Line(
              number == 1 ? id : id + "#" + number,
              from,
              StateIndex.key(graph.key(), edge.to()),
              route.points(),
              edge.label(),
              route.label(),
              Line.Style.PLAIN,
              -1));
    }
  }

  /** The id of an edge. */
  static String lineId(String scopeKey, Edge edge) {
    return StateIndex.key(scopeKey, edge.from()) + " > " + edge.label();
  }

  private Node node(PlacedState placed, String parent) {
    State state = placed.state();
    if (state.id().startsWith(" ")) {
      boolean start = state.type() == StateType.START;
      String title = start ? "Start" : state.type() == StateType.END ? "End of all" : "End";
      return new Node(
          placed.key(),
          parent,
          placed.box(),
          start ? Node.Shape.START : Node.Shape.END,
          StateLook.of(state.type(), null),
          title,
          "",
          0,
          null,
          null,
          0);
    }
    Task task = tasks.apply(placed.key()).orElse(null);
    TaskKind kind = task == null ? null : task.kind();
    Node.Shape shape =
        state.inside().isEmpty()
            ? Node.Shape.CARD
            : placed.inside().isEmpty() ? Node.Shape.CLOSED : Node.Shape.OPEN;
    return new Node(
        placed.key(),
        parent,
        placed.box(),
        shape,
        StateLook.of(state.type(), kind),
        state.id(),
        task == null ? "" : StateText.detail(task),
        TITLE_HEIGHT,
        null,
        null,
        0);
  }

  /** A graph of one container alone, for a look inside it. */
  static Graph alone(Graph scope, State state) {
    return new Graph(scope.path(), List.of(state), List.of());
  }
}
