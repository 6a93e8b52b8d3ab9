package dev.sluice.flow.graph;

import java.util.List;

/**
 * A node of a graph.
 *
 * @param id the task's name; what is no task has an id that starts with a space
 * @param inside the scopes of a container, in the order in which they come
 */
public record State(String id, StateType type, List<Graph> inside) {
  /** Where a scope starts. */
  public static final String START = " start";

  /** Where a scope ends. */
  public static final String EXIT = " exit";

  /** Where the whole workflow ends. */
  public static final String END = " end";

  public State {
    inside = List.copyOf(inside);
  }
}
