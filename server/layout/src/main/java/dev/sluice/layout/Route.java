package dev.sluice.layout;

import dev.sluice.flow.graph.Edge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of an edge.
 *
 * @param points from its state to the other, at least two
 * @param label the middle of its label; null where it has none
 */
public record Route(Edge edge, List<Point> points, @Nullable Point label) {
  public Route {
    points = List.copyOf(points);
  }

  Route moved(double dx, double dy) {
    List<Point> moved = points.stream().map(point -> point.plus(dx, dy)).toList();
    return new Route(edge, moved, label == null ? null : label.plus(dx, dy));
  }
}
