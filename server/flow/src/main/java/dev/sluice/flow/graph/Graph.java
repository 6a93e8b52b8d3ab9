package dev.sluice.flow.graph;

import dev.sluice.flow.task.Path;
import java.util.List;
import java.util.Optional;

/**
 * One scope of a workflow. Immutable.
 *
 * <p>In a {@link StateType#TRY} state the graph at {@code try} has a second beside it at {@code
 * catch/do}: what is caught goes on there.
 *
 * @param path of the list of tasks
 * @param states the start, the tasks in the order of the text, and those ends that are reached
 */
public record Graph(Path path, List<State> states, List<Edge> edges) {
  public Graph {
    states = List.copyOf(states);
    edges = List.copyOf(edges);
  }

  /** The state with this id. */
  public Optional<State> state(String id) {
    return states.stream().filter(state -> state.id().equals(id)).findFirst();
  }

  /** The edges that leave a state. */
  public List<Edge> from(String id) {
    return edges.stream().filter(edge -> edge.from().equals(id)).toList();
  }
}
