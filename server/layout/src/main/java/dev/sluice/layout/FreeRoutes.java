package dev.sluice.layout;

import dev.sluice.flow.graph.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Ways between states that stand anywhere: with right angles, backwards around the side. */
final class FreeRoutes {
  private static final double AROUND = 18;
  private static final double LANE = 8;

  private final Direction direction;
  private final Map<String, Box> boxes;

  FreeRoutes(Direction direction, Map<String, Box> boxes) {
    this.direction = direction;
    this.boxes = boxes;
  }

  List<Route> of(List<Edge> edges) {
    Map<String, Integer> out = new HashMap<>();
    edges.forEach(edge -> out.merge(edge.from(), 1, Integer::sum));
    Map<String, Integer> used = new HashMap<>();
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Edge edge = edges.get(i);
      Box from = direction.turned(Objects.requireNonNull(boxes.get(edge.from())));
      Box to = direction.turned(Objects.requireNonNull(boxes.get(edge.to())));
      int number = used.merge(edge.from(), 1, Integer::sum);
      double share = number / (out.getOrDefault(edge.from(), 1) + 1.0);
      List<Point> points = points(from, to, share, i);
      Point label = edge.label().isEmpty() ? null : label(points);
      routes.add(
          new Route(
              edge,
              points.stream().map(direction::turned).toList(),
              label == null ? null : direction.turned(label)));
    }
    return routes;
  }

  private static Point label(List<Point> points) {
    Point first = points.get(0);
    Point second = points.get(1);
    double length = Math.min(AROUND, Math.abs(second.y() - first.y()) / 2);
    return new Point(first.x(), first.y() + Math.max(length, 8));
  }

  /** As for a workflow that goes down. */
  private static List<Point> points(Box from, Box to, double share, int number) {
    Point start = new Point(from.x() + from.width() * share, from.bottom());
    Point end = new Point(to.centerX(), to.y());
    if (end.y() - start.y() >= 2 * LANE) {
      if (Math.abs(start.x() - end.x()) < 1) {
        return List.of(start, end);
      }
      double middle = (start.y() + end.y()) / 2;
      return List.of(start, new Point(start.x(), middle), new Point(end.x(), middle), end);
    }
    double side = Math.max(from.right(), to.right()) + AROUND + LANE * (number % 5);
    double below = start.y() + AROUND;
    double above = end.y() - AROUND;
    return List.of(
        start,
        new Point(start.x(), below),
        new Point(side, below),
        new Point(side, above),
        new Point(end.x(), above),
        end);
  }
}
