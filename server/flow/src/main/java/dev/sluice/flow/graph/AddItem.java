package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.flow.text.ListEdits;
import dev.sluice.flow.text.ListNode;
import java.util.List;
import java.util.Optional;

/**
 * Puts an item at the end of a list that a task has at a place; the others stay as they are
 * written.
 *
 * @param place keys and indexes from the task on, to the list
 */
public record AddItem(String name, List<String> place, JsonNode value) implements GraphEdit {
  public AddItem {
    place = List.copyOf(place);
  }

  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Places.missing(scope, name, place, ListNode.class);
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    return Places.find(scope, name, place) instanceof ListNode list
        ? scope.edit(new ListEdits(scope.document(), list).insert(list.items().size(), value))
        : scope;
  }
}
