package dev.sluice.flow.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a task out: what led to it leads where it went. */
public record RemoveTask(String name) implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Refusals.missing(scope, name);
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    List<String> order = new ArrayList<>(scope.names());
    int index = order.indexOf(name);
    order.remove(index);
    String went = scope.goesOn(name) ? scope.goesTo(name) : scope.after(name);
    String target = went.equals(name) ? scope.after(name) : went;
    ScopeText pinned = scope.edit(scope.pinned(order, to -> to.equals(name) ? target : to, null));
    return pinned.edit(pinned.items().remove(index));
  }
}
