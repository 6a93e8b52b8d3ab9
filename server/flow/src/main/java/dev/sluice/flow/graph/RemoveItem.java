package dev.sluice.flow.graph;

import dev.sluice.flow.text.ListEdits;
import dev.sluice.flow.text.ListNode;
import java.util.List;
import java.util.Optional;

/**
 * Takes an item out of a list that a task has at a place; the others stay as they are written.
 *
 * @param place keys and indexes from the task on, to the list
 */
public record RemoveItem(String name, List<String> place, int index) implements GraphEdit {
  public RemoveItem {
    place = List.copyOf(place);
  }

  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Places.missing(scope, name, place, ListNode.class)
        .or(
            () ->
                Places.find(scope, name, place) instanceof ListNode list
                        && index >= 0
                        && index < list.items().size()
                    ? Optional.empty()
                    : Optional.of("there is no such item"));
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    return Places.find(scope, name, place) instanceof ListNode list
        ? scope.edit(new ListEdits(scope.document(), list).remove(index))
        : scope;
  }
}
