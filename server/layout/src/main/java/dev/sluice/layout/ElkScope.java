package dev.sluice.layout;

import dev.sluice.flow.graph.Edge;
import dev.sluice.flow.graph.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.CrossingMinimizationStrategy;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.jspecify.annotations.Nullable;

/** One scope in layers, by ELK: states in the order of the text, edges with right angles. */
final class ElkScope {
  private static final double MARGIN = 20;
  private static final double BETWEEN_LAYERS = 36;
  private static final double BETWEEN_STATES = 34;
  private static final double BETWEEN_EDGES = 14;

  static {
    // Knows how to copy the options' values.
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private final Direction direction;

  ElkScope(Direction direction) {
    this.direction = direction;
  }

  GraphLayout.Flat place(Map<String, Size> sizes, List<Edge> edges, List<Size> labels) {
    return place(sizes, Map.of(State.START, LayerConstraint.FIRST), edges, labels);
  }

  /**
   * Places of states and ways of edges.
   *
   * @param layers of states that must be in the first or last one
   */
  GraphLayout.Flat place(
      Map<String, Size> sizes,
      Map<String, LayerConstraint> layers,
      List<Edge> edges,
      List<Size> labels) {
    ElkNode root = ElkGraphUtil.createGraph();
    options(root);
    Map<String, ElkNode> nodes = new HashMap<>();
    sizes.forEach(
        (id, size) -> {
          ElkNode node = ElkGraphUtil.createNode(root);
          node.setDimensions(size.width(), size.height());
          LayerConstraint layer = layers.get(id);
          if (layer != null) {
            node.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, layer);
          }
          nodes.put(id, node);
        });
    List<ElkEdge> lines = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Edge edge = edges.get(i);
      ElkEdge line = ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to()));
      if (!edge.label().isEmpty()) {
        ElkLabel label = ElkGraphUtil.createLabel(edge.label(), line);
        label.setDimensions(labels.get(i).width(), labels.get(i).height());
      }
      lines.add(line);
    }
    new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
    Map<String, Point> places = new HashMap<>();
    nodes.forEach((id, node) -> places.put(id, new Point(node.getX(), node.getY())));
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      routes.add(route(edges.get(i), lines.get(i)));
    }
    return new GraphLayout.Flat(places, routes, root.getWidth(), root.getHeight());
  }

  private void options(ElkNode root) {
    root.setProperty(
        LayeredOptions.DIRECTION,
        direction == Direction.DOWN
            ? org.eclipse.elk.core.options.Direction.DOWN
            : org.eclipse.elk.core.options.Direction.RIGHT);
    root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_STATES);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE, BETWEEN_EDGES);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, BETWEEN_EDGES);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, BETWEEN_EDGES);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, BETWEEN_EDGES);
    root.setProperty(LayeredOptions.RANDOM_SEED, 1);
    root.setProperty(
        LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
    root.setProperty(
        LayeredOptions.CROSSING_MINIMIZATION_STRATEGY, CrossingMinimizationStrategy.LAYER_SWEEP);
    root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
    root.setProperty(LayeredOptions.THOROUGHNESS, 3);
    root.setProperty(
        LayeredOptions.CYCLE_BREAKING_STRATEGY,
        org.eclipse.elk.alg.layered.options.CycleBreakingStrategy.MODEL_ORDER);
    root.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
  }

  private static Route route(Edge edge, ElkEdge line) {
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : line.getSections()) {
      points.add(new Point(section.getStartX(), section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(new Point(bend.getX(), bend.getY()));
      }
      points.add(new Point(section.getEndX(), section.getEndY()));
    }
    return new Route(edge, points, label(line));
  }

  private static @Nullable Point label(ElkEdge line) {
    if (line.getLabels().isEmpty()) {
      return null;
    }
    ElkLabel label = line.getLabels().get(0);
    return new Point(label.getX() + label.getWidth() / 2, label.getY() + label.getHeight() / 2);
  }
}
