package dev.sluice.studio.core.graph;

import dev.sluice.layout.Box;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is drawn, with containers before what is inside them. Immutable. */
public final class Scene {
  /** Nothing. */
  public static final Scene EMPTY = new Scene(List.of(), List.of());

  private static final double MARGIN = 24;

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Line> lines;
  private final List<Box> lineBoxes;
  private final Box bounds;

  public Scene(List<Node> nodes, List<Line> lines) {
    nodes.forEach(node -> this.nodes.put(node.id(), node));
    this.lines = List.copyOf(lines);
    this.lineBoxes = this.lines.stream().map(Scene::around).toList();
    Box all = nodes.isEmpty() ? new Box(0, 0, 100, 100) : nodes.get(0).box();
    for (Node node : nodes) {
      all = all.union(node.box());
    }
    for (Box box : lineBoxes) {
      all = all.union(box);
    }
    this.bounds = all.grown(MARGIN);
  }

  private static Box around(Line line) {
    Box box = null;
    for (var point : line.points()) {
      Box own = new Box(point.x(), point.y(), 0, 0);
      box = box == null ? own : box.union(own);
    }
    if (line.labelAt() != null) {
      double half = 4.0 * line.label().length();
      box = box.union(new Box(line.labelAt().x() - half, line.labelAt().y() - 9, 2 * half, 18));
    }
    return box.grown(6);
  }

  /** All nodes. */
  public Collection<Node> nodes() {
    return nodes.values();
  }

  /** All edges. */
  public List<Line> lines() {
    return lines;
  }

  /** Around all of it, with a margin. */
  public Box bounds() {
    return bounds;
  }

  /** The node of this id. */
  public Optional<Node> node(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /** The edge of this id. */
  public Optional<Line> line(String id) {
    return lines.stream().filter(line -> line.id().equals(id)).findFirst();
  }

  /** Nodes of which something is in a part of the drawing. */
  public List<Node> nodesIn(Box part) {
    return nodes.values().stream().filter(node -> node.box().meets(part)).toList();
  }

  /** Edges of which something may be in a part of the drawing. */
  public List<Line> linesIn(Box part) {
    List<Line> found = new java.util.ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lineBoxes.get(i).meets(part)) {
        found.add(lines.get(i));
      }
    }
    return found;
  }

  /** The innermost node at a place. */
  public Optional<Node> nodeAt(double x, double y) {
    Node found = null;
    for (Node node : nodes.values()) {
      found = node.box().contains(x, y) ? node : found;
    }
    return Optional.ofNullable(found);
  }

  /** The nearest edge that is no farther from a place than this. */
  public Optional<Line> lineAt(double x, double y, double within) {
    Line found = null;
    double least = within;
    Box around = new Box(x, y, 0, 0).grown(within);
    for (int i = 0; i < lines.size(); i++) {
      if (lineBoxes.get(i).meets(around)) {
        double distance = lines.get(i).distance(x, y);
        if (distance <= least) {
          least = distance;
          found = lines.get(i);
        }
      }
    }
    return Optional.ofNullable(found);
  }

  /** The node that is next from another towards a side: by how far it is, and how far off. */
  public Optional<Node> neighbour(String from, int dx, int dy) {
    Node start = nodes.get(from);
    if (start == null) {
      return nodes.values().stream().findFirst();
    }
    Node best = null;
    double least = Double.MAX_VALUE;
    for (Node node : nodes.values()) {
      double right = node.box().centerX() - start.box().centerX();
      double down = node.box().centerY() - start.box().centerY();
      double along = right * dx + down * dy;
      double across = Math.abs(right * dy) + Math.abs(down * dx);
      if (along > 1 && !node.id().equals(from) && along + 2 * across < least) {
        least = along + 2 * across;
        best = node;
      }
    }
    return Optional.ofNullable(best);
  }
}
