package dev.sluice.layout;

import dev.sluice.flow.graph.Edge;
import dev.sluice.flow.graph.State;

/** How large things are drawn, as whoever draws them knows. */
public interface Measure {
  /** A state without what is inside it; of an open container its title alone. */
  Size state(State state);

  /** The label of an edge that has one. */
  Size label(Edge edge);

  /**
   * Whether what is inside a container is drawn.
   *
   * @param key the state's, as {@link dev.sluice.flow.graph.StateIndex} has it
   */
  boolean open(String key, State state);
}
