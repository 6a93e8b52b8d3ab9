package dev.sluice.layout;

import dev.sluice.flow.graph.Edge;
import dev.sluice.flow.graph.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A scope as it was, with room made for what is new in it. That is no good layout, but it is there
 * at once. Used once.
 */
final class ScopePatch {
  /** With more new states than this it is another scope. */
  private static final int MOST = 40;

  private static final double GAP = 36;
  private static final double MARGIN = 20;

  private final Direction direction;

  /** Where states are, as if the workflow went down. */
  private final Map<String, Box> boxes = new LinkedHashMap<>();

  private final List<Push> pushes = new ArrayList<>();

  /** All that is at or below a height goes down. */
  private record Push(double from, double by) {
    double of(double y) {
      return y >= from ? y + by : y;
    }
  }

  /** A scope that was placed. */
  record Before(Map<String, Size> sizes, GraphLayout.Flat flat) {}

  private ScopePatch(Direction direction) {
    this.direction = direction;
  }

  /**
   * Places and ways after a change; null where too much of it is new.
   *
   * @param sizes of all states of the graph, in its order
   */
  static GraphLayout.@Nullable Flat of(
      Before before, Graph graph, Map<String, Size> sizes, Direction direction) {
    long fresh = sizes.keySet().stream().filter(id -> !before.sizes().containsKey(id)).count();
    String first = sizes.keySet().iterator().next();
    if (fresh > MOST || !before.sizes().containsKey(first)) {
      return null;
    }
    ScopePatch patch = new ScopePatch(direction);
    patch.keep(before, sizes);
    patch.insert(sizes);
    return patch.flat(before, graph.edges(), sizes);
  }

  /** Whether an edge still leads from and to the same places of its states. */
  private static boolean same(Edge edge, Before before, Map<String, Size> sizes) {
    return Objects.equals(before.sizes().get(edge.from()), sizes.get(edge.from()))
        && Objects.equals(before.sizes().get(edge.to()), sizes.get(edge.to()));
  }

  private void keep(Before before, Map<String, Size> sizes) {
    sizes.forEach(
        (id, size) -> {
          Size old = before.sizes().get(id);
          if (old != null) {
            Point place = Objects.requireNonNull(before.flat().places().get(id));
            boxes.put(
                id, direction.turned(new Box(place.x(), place.y(), old.width(), old.height())));
          }
        });
    sizes.forEach(
        (id, size) -> {
          if (boxes.containsKey(id) && !size.equals(before.sizes().get(id))) {
            Box turned = direction.turned(new Box(0, 0, size.width(), size.height()));
            Box box = Objects.requireNonNull(boxes.get(id));
            push(box.bottom() + 1, turned.height() - box.height());
            boxes.put(id, below(box, box.y(), turned));
          }
        });
  }

  private void insert(Map<String, Size> sizes) {
    String before = null;
    for (Map.Entry<String, Size> entry : sizes.entrySet()) {
      if (before != null && !boxes.containsKey(entry.getKey())) {
        Size size = entry.getValue();
        Box turned = direction.turned(new Box(0, 0, size.width(), size.height()));
        Box above = Objects.requireNonNull(boxes.get(before));
        double from = free(below(above, above.bottom() + 1, turned));
        push(from, turned.height() + GAP);
        boxes.put(entry.getKey(), below(above, from - 1 + GAP, turned));
      }
      before = entry.getKey();
    }
  }

  /** So large, with its middle below that of another. */
  private static Box below(Box above, double y, Box size) {
    double left = Math.max(MARGIN, above.centerX() - size.width() / 2);
    return new Box(left, y, size.width(), size.height());
  }

  /** The height, from that of a place on, where nothing reaches across it. */
  private double free(Box place) {
    double from = place.y();
    boolean free = false;
    while (!free) {
      free = true;
      for (Box box : boxes.values()) {
        boolean aside = box.right() < place.x() || box.x() > place.right();
        if (!aside && box.y() < from && box.bottom() >= from) {
          from = box.bottom() + 1;
          free = false;
        }
      }
    }
    return from;
  }

  private void push(double from, double by) {
    if (by > 0) {
      Push push = new Push(from, by);
      pushes.add(push);
      boxes.replaceAll((id, box) -> new Box(box.x(), push.of(box.y()), box.width(), box.height()));
    }
  }

  private GraphLayout.Flat flat(Before before, List<Edge> edges, Map<String, Size> sizes) {
    Map<Edge, Route> known = new HashMap<>();
    for (Route route : before.flat().routes()) {
      if (same(route.edge(), before, sizes)) {
        known.put(route.edge(), pushed(route, before));
      }
    }
    Map<String, Box> placed = new LinkedHashMap<>();
    boxes.forEach((id, box) -> placed.put(id, direction.turned(box)));
    List<Edge> fresh = edges.stream().filter(edge -> !known.containsKey(edge)).toList();
    for (Route route : new FreeRoutes(direction, placed).of(fresh)) {
      known.put(route.edge(), route);
    }
    List<Route> all = new ArrayList<>();
    edges.forEach(edge -> all.add(Objects.requireNonNull(known.get(edge))));
    return GraphLayout.Flat.of(placed, all);
  }

  /** The way between two states of which each may have been pushed or not. */
  private Route pushed(Route route, Before before) {
    List<Point> points = new ArrayList<>(route.points().stream().map(this::pushed).toList());
    int last = points.size() - 1;
    points.set(0, moved(route.points().get(0), route.edge().from(), before));
    points.set(last, moved(route.points().get(last), route.edge().to(), before));
    return new Route(route.edge(), points, route.label() == null ? null : pushed(route.label()));
  }

  /** A place at the side of a state, which goes with it. */
  private Point moved(Point point, String state, Before before) {
    Point old = direction.turned(Objects.requireNonNull(before.flat().places().get(state)));
    double by = Objects.requireNonNull(boxes.get(state)).y() - old.y();
    return direction.turned(direction.turned(point).plus(0, by));
  }

  private Point pushed(Point point) {
    Point turned = direction.turned(point);
    double y = turned.y();
    for (Push push : pushes) {
      y = push.of(y);
    }
    return direction.turned(new Point(turned.x(), y));
  }
}
