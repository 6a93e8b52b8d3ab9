package dev.sluice.flow.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a task at another place in the text. Every transition leads where it led; only the start
 * leads to whatever comes first.
 *
 * @param to how many of the other tasks stand before it
 */
public record MoveTask(String name, int to) implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    boolean inside = to >= 0 && to < scope.names().size();
    return Refusals.missing(scope, name)
        .or(() -> inside ? Optional.empty() : Optional.of("there is no such place"));
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    List<String> before = scope.names();
    List<String> order = new ArrayList<>(before);
    order.remove(name);
    order.add(to, name);
    if (order.equals(before)) {
      return scope;
    }
    ScopeText pinned = scope.edit(scope.pinned(order, target -> target, null));
    return pinned.edit(pinned.items().reorder(order.stream().map(before::indexOf).toList()));
  }
}
