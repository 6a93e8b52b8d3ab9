package dev.sluice.layout;

import dev.sluice.flow.graph.Graph;
import java.util.List;

/**
 * A graph with its places.
 *
 * @param key of the list of tasks, as {@link dev.sluice.flow.graph.StateIndex} has it
 * @param box around all of it, margins included
 */
public record PlacedGraph(
    String key, Graph graph, Box box, List<PlacedState> states, List<Route> routes) {
  public PlacedGraph {
    states = List.copyOf(states);
    routes = List.copyOf(routes);
  }

  PlacedGraph moved(double dx, double dy) {
    return dx == 0 && dy == 0
        ? this
        : new PlacedGraph(
            key,
            graph,
            box.moved(dx, dy),
            states.stream().map(state -> state.moved(dx, dy)).toList(),
            routes.stream().map(route -> route.moved(dx, dy)).toList());
  }
}
