package dev.sluice.layout;

import dev.sluice.flow.graph.Edge;
import dev.sluice.flow.graph.Graph;
import dev.sluice.flow.graph.State;
import dev.sluice.flow.graph.StateIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lays out graphs with all that is inside them, the innermost first: edges stay in their scope. The
 * same graph with the same sizes gets the same places. What was laid out last is remembered, so an
 * edit costs the scopes that it changes. A large scope costs much all the same: see {@link
 * #placeSoon}. Not thread-safe.
 */
public final class GraphLayout {
  /** Between the title of a container and what is inside, and around that. */
  private static final double PADDING = 16;

  private static final double GAP = 20;

  /** Scopes with more states than this are laid out in one column or row. */
  private static final int LARGE = 1200;

  /** Scopes with more states than this take longer than people notice. */
  private static final int SLOW = 80;

  private final Measure measure;
  private final Direction direction;
  private Map<Scope, Flat> before = new HashMap<>();
  private Map<Scope, Flat> now = new HashMap<>();

  /** How scopes were shown last, by their keys. */
  private Map<String, ScopePatch.Before> shown = new HashMap<>();

  private Map<String, ScopePatch.Before> showing = new HashMap<>();
  private boolean soon;
  private boolean patched;

  /** All that decides about the places of one scope. */
  private record Scope(List<String> ids, List<Size> sizes, List<Edge> edges, List<Size> labels) {}

  /** Places of one scope, its left upper corner at zero. */
  record Flat(Map<String, Point> places, List<Route> routes, double width, double height) {
    /** States and edges with a margin around them. */
    static Flat of(Map<String, Box> boxes, List<Route> routes) {
      Map<String, Point> places = new HashMap<>();
      double width = 0;
      double height = 0;
      for (Map.Entry<String, Box> entry : boxes.entrySet()) {
        Box box = entry.getValue();
        places.put(entry.getKey(), new Point(box.x(), box.y()));
        width = Math.max(width, box.right() + GAP);
        height = Math.max(height, box.bottom() + GAP);
      }
      for (Route route : routes) {
        for (Point point : route.points()) {
          width = Math.max(width, point.x() + GAP / 2);
          height = Math.max(height, point.y() + GAP / 2);
        }
      }
      return new Flat(places, routes, width, height);
    }
  }

  public GraphLayout(Measure measure, Direction direction) {
    this.measure = measure;
    this.direction = direction;
  }

  /** Knows what this one knows, for another thread. */
  public GraphLayout copy() {
    GraphLayout copy = new GraphLayout(measure, direction);
    copy.before = new HashMap<>(before);
    return copy;
  }

  /**
   * Places of a graph.
   *
   * @param key the graph's, as {@link StateIndex} has it
   * @param free where people put states, by key, measured from the corner of their scope; a scope
   *     with such a state is not laid out
   */
  public PlacedGraph place(String key, Graph graph, Map<String, Point> free) {
    soon = false;
    return placed(key, graph, free);
  }

  /**
   * Places of a graph at once: large scopes that have changed a little stay as they were, with room
   * for what is new. {@link #isPatched} says whether there are such; then {@link #place}, by a
   * {@linkplain #copy copy}, gives better places.
   */
  public PlacedGraph placeSoon(String key, Graph graph, Map<String, Point> free) {
    soon = true;
    return placed(key, graph, free);
  }

  /** Whether {@link #place} would have given other places than {@link #placeSoon}. */
  public boolean isPatched() {
    return patched;
  }

  /** Remembers also what a copy knows. */
  public void learn(GraphLayout copy) {
    before.putAll(copy.before);
  }

  private PlacedGraph placed(String key, Graph graph, Map<String, Point> free) {
    now = new HashMap<>();
    showing = new HashMap<>();
    patched = false;
    PlacedGraph placed = graph(key, graph, free);
    before = now;
    shown = showing;
    return placed;
  }

  private PlacedGraph graph(String key, Graph graph, Map<String, Point> free) {
    Map<String, List<PlacedGraph>> inside = new HashMap<>();
    Map<String, Size> sizes = new LinkedHashMap<>();
    boolean isFree = false;
    for (State state : graph.states()) {
      String own = StateIndex.key(key, state.id());
      isFree |= free.containsKey(own);
      Size size = measure.state(state);
      if (!state.inside().isEmpty() && measure.open(own, state)) {
        List<PlacedGraph> inner = new ArrayList<>();
        for (Graph each : state.inside()) {
          inner.add(graph(own + rest(graph, each), each, free));
        }
        size = stack(inner, size);
        inside.put(state.id(), inner);
      }
      sizes.put(state.id(), size);
    }
    Flat flat = isFree ? freely(key, graph, sizes, free) : laidOut(key, graph, sizes);
    List<PlacedState> states = new ArrayList<>();
    for (State state : graph.states()) {
      Point place = Objects.requireNonNull(flat.places().get(state.id()));
      Size size = Objects.requireNonNull(sizes.get(state.id()));
      List<PlacedGraph> inner =
          inside.getOrDefault(state.id(), List.of()).stream()
              .map(each -> each.moved(place.x(), place.y()))
              .toList();
      Box box = new Box(place.x(), place.y(), size.width(), size.height());
      states.add(new PlacedState(StateIndex.key(key, state.id()), state, box, inner));
    }
    Box box = new Box(0, 0, flat.width(), flat.height());
    return new PlacedGraph(key, graph, box, states, flat.routes());
  }

  /** What stands behind the task in the pointer to a graph inside it: {@code /try} for a try. */
  public static String rest(Graph outer, Graph inner) {
    String steps = inner.path().pointer().substring(outer.path().pointer().length());
    int name = steps.indexOf('/', 1);
    return steps.substring(steps.indexOf('/', name + 1));
  }

  /** Puts graphs below one another, or side by side, below a title; gives the size of all. */
  private Size stack(List<PlacedGraph> inner, Size title) {
    double along = 0;
    double across = 0;
    boolean below = direction == Direction.RIGHT;
    for (int i = 0; i < inner.size(); i++) {
      PlacedGraph each = inner.get(i);
      double offset = along + (i > 0 ? GAP : 0);
      inner.set(
          i,
          below
              ? each.moved(PADDING, title.height() + offset)
              : each.moved(PADDING + offset, title.height()));
      along = offset + (below ? each.box().height() : each.box().width());
      across = Math.max(across, below ? each.box().width() : each.box().height());
    }
    double width = (below ? across : along) + 2 * PADDING;
    double height = (below ? along : across) + title.height() + PADDING;
    return new Size(Math.max(width, title.width()), height);
  }

  private Flat laidOut(String key, Graph graph, Map<String, Size> sizes) {
    List<Size> labels =
        graph.edges().stream()
            .map(edge -> edge.label().isEmpty() ? new Size(0, 0) : measure.label(edge))
            .toList();
    Scope scope =
        new Scope(List.copyOf(sizes.keySet()), List.copyOf(sizes.values()), graph.edges(), labels);
    Flat known = before.get(scope);
    Flat patch = known == null ? patch(key, graph, sizes) : null;
    if (patch != null) {
      patched = true;
      showing.put(key, new ScopePatch.Before(sizes, patch));
      return patch;
    }
    Flat flat = known == null ? anew(graph, sizes, labels) : known;
    now.put(scope, flat);
    showing.put(key, new ScopePatch.Before(sizes, flat));
    return flat;
  }

  private @Nullable Flat patch(String key, Graph graph, Map<String, Size> sizes) {
    ScopePatch.Before last = shown.get(key);
    if (!soon || last == null || sizes.size() <= SLOW || sizes.size() > LARGE) {
      return null;
    }
    return ScopePatch.of(last, graph, sizes, direction);
  }

  private Flat anew(Graph graph, Map<String, Size> sizes, List<Size> labels) {
    return sizes.size() > LARGE
        ? column(graph, sizes)
        : new ElkScope(direction).place(sizes, graph.edges(), labels);
  }

  private Flat column(Graph graph, Map<String, Size> sizes) {
    Map<String, Point> places = new HashMap<>();
    double across = 0;
    for (Size size : sizes.values()) {
      across = Math.max(across, direction == Direction.DOWN ? size.width() : size.height());
    }
    double along = GAP;
    for (Map.Entry<String, Size> entry : sizes.entrySet()) {
      Size size = entry.getValue();
      if (direction == Direction.DOWN) {
        places.put(entry.getKey(), new Point(GAP + (across - size.width()) / 2, along));
        along += size.height() + 2 * GAP;
      } else {
        places.put(entry.getKey(), new Point(along, GAP + (across - size.height()) / 2));
        along += size.width() + 2 * GAP;
      }
    }
    return routed(graph, sizes, places);
  }

  private Flat freely(String key, Graph graph, Map<String, Size> sizes, Map<String, Point> free) {
    Flat laid = laidOut(key, graph, sizes);
    Map<String, Point> places = new HashMap<>();
    for (String id : sizes.keySet()) {
      places.put(id, free.getOrDefault(StateIndex.key(key, id), laid.places().get(id)));
    }
    return routed(graph, sizes, places);
  }

  private Flat routed(Graph graph, Map<String, Size> sizes, Map<String, Point> places) {
    Map<String, Box> boxes = new HashMap<>();
    sizes.forEach(
        (id, size) -> {
          Point place = Objects.requireNonNull(places.get(id));
          boxes.put(id, new Box(place.x(), place.y(), size.width(), size.height()));
        });
    return Flat.of(boxes, new FreeRoutes(direction, boxes).of(graph.edges()));
  }
}
