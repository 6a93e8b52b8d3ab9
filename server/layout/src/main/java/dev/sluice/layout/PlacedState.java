package dev.sluice.layout;

import dev.sluice.flow.graph.State;
import java.util.List;

/**
 * A state with its place.
 *
 * @param key as {@link dev.sluice.flow.graph.StateIndex} has it; of starts and ends the same way
 * @param inside what is drawn in it, with places in the same drawing; empty where it is closed
 */
public record PlacedState(String key, State state, Box box, List<PlacedGraph> inside) {
  public PlacedState {
    inside = List.copyOf(inside);
  }

  PlacedState moved(double dx, double dy) {
    List<PlacedGraph> moved = inside.stream().map(graph -> graph.moved(dx, dy)).toList();
    return new PlacedState(key, state, box.moved(dx, dy), moved);
  }
}
