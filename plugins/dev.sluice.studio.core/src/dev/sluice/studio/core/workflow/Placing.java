package dev.sluice.studio.core.workflow;

import dev.sluice.flow.graph.StateIndex;
import dev.sluice.layout.Box;
import dev.sluice.layout.LayoutFile;
import dev.sluice.layout.PlacedGraph;
import dev.sluice.layout.PlacedState;
import dev.sluice.layout.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps places by hand: once somebody puts a state of a scope somewhere, the others of it stay
 * where they are, too, until the scope is laid out again.
 */
final class Placing {
  private static final double GAP = 36;
  private static final double GRID = 4;

  private final WorkflowModel model;

  Placing(WorkflowModel model) {
    this.model = model;
  }

  /** Whether states of a scope are where people put them. */
  boolean isFree(String scopeKey) {
    return model.layout().places().keySet().stream()
        .anyMatch(
            key -> key.startsWith(scopeKey + "/") && key.indexOf('/', scopeKey.length() + 1) < 0);
  }

  /** With states at other places of the drawing. */
  LayoutFile moved(Map<String, Point> places) {
    Map<String, Point> now = new HashMap<>(model.layout().places());
    places.forEach(
        (key, place) -> {
          String scopeKey = key.substring(0, key.lastIndexOf('/'));
          model
              .placed(scopeKey)
              .ifPresent(
                  graph -> {
                    for (PlacedState state : graph.states()) {
                      now.putIfAbsent(state.key(), inScope(graph, corner(state)));
                    }
                  });
        });
    places.forEach(
        (key, place) ->
            model
                .placed(key.substring(0, key.lastIndexOf('/')))
                .ifPresent(graph -> now.put(key, inScope(graph, place))));
    return model.layout().withPlaces(now);
  }

  /** With a new state at a place of the drawing, whose middle above it is. */
  LayoutFile added(String scopeKey, String id, Point place) {
    PlacedGraph graph = model.placed(scopeKey).orElse(null);
    if (graph == null) {
      return model.layout();
    }
    Map<String, Point> now = new HashMap<>(model.layout().places());
    for (PlacedState state : graph.states()) {
      now.putIfAbsent(state.key(), inScope(graph, corner(state)));
    }
    now.put(StateIndex.key(scopeKey, id), inScope(graph, place));
    return model.layout().withPlaces(now);
  }

  /** With a state that went to another scope: at a place there where that is free. */
  LayoutFile carried(LayoutFile layout, String from, String to, Point place) {
    Map<String, Point> now = new HashMap<>(layout.renamed(from, to).places());
    String scopeKey = Keys.scopeKey(to);
    PlacedGraph graph = model.placed(scopeKey).orElse(null);
    now.remove(to);
    if (graph != null && isFree(scopeKey)) {
      now.put(to, inScope(graph, place));
    }
    return layout.renamed(from, to).withPlaces(now);
  }

  /** With a new state near the one that it follows, where the scope is free; else as it is. */
  LayoutFile near(String scopeKey, String id, String after) {
    PlacedGraph graph = model.placed(scopeKey).orElse(null);
    if (graph == null || !isFree(scopeKey)) {
      return model.layout();
    }
    Box box =
        graph.states().stream()
            .filter(state -> state.key().equals(after))
            .map(PlacedState::box)
            .findFirst()
            .orElse(new Box(graph.box().x(), graph.box().bottom(), 0, 0));
    Box place = new Box(box.x(), box.bottom() + GAP, 160, 48);
    List<Box> taken = graph.states().stream().map(PlacedState::box).toList();
    while (meets(taken, place)) {
      place = place.moved(place.width() + GAP, 0);
    }
    return added(scopeKey, id, new Point(place.x(), place.y()));
  }

  private static boolean meets(List<Box> taken, Box place) {
    return taken.stream().anyMatch(box -> box.grown(8).meets(place));
  }

  private static Point corner(PlacedState state) {
    return new Point(state.box().x(), state.box().y());
  }

  private static Point inScope(PlacedGraph graph, Point place) {
    double x = Math.round((place.x() - graph.box().x()) / GRID) * GRID;
    double y = Math.round((place.y() - graph.box().y()) / GRID) * GRID;
    return new Point(Math.max(8, x), Math.max(8, y));
  }
}
