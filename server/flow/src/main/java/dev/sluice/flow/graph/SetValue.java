package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.text.AliasNode;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.Pointer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets what a task says at a place that is not about where it goes; maps on the way that are not
 * there are made.
 *
 * @param place keys and indexes from the task on, at least one
 * @param value null to take it out, and the maps on the way that have nothing else
 */
public record SetValue(String name, List<String> place, @Nullable JsonNode value)
    implements GraphEdit {
  public SetValue {
    place = List.copyOf(place);
  }

  @Override
  public Optional<String> refusal(ScopeText scope) {
    if (place.isEmpty() || place.get(place.size() - 1).equals("then")) {
      return Optional.of("where a task goes is set by its transitions");
    }
    return Refusals.missing(scope, name)
        .or(
            () -> {
              Node node = scope.task(name).value();
              for (int i = 0; i < place.size(); i++) {
                boolean last = i == place.size() - 1;
                if (node instanceof AliasNode) {
                  return Optional.of("it is written elsewhere, by an alias; edit it in the text");
                }
                if (node instanceof MapNode map) {
                  Entry entry = map.entry(place.get(i));
                  if (entry == null || last) {
                    return Optional.empty();
                  }
                  node = entry.value();
                } else {
                  node = node == null ? null : Pointer.below(node, place.get(i));
                  if (node == null || last) {
                    return Optional.of("there is something else at '" + place.get(i) + "'");
                  }
                }
              }
              return Optional.empty();
            });
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    Node node = scope.task(name).value();
    for (int i = 0; i < place.size(); i++) {
      String key = place.get(i);
      if (!(node instanceof MapNode map)) {
        node = node == null ? null : Pointer.below(node, key);
        continue;
      }
      Entry entry = map.entry(key);
      boolean last = i == place.size() - 1;
      if (entry != null && !last) {
        node = entry.value();
        continue;
      }
      MapEdits edits = new MapEdits(scope.document(), map);
      if (value == null) {
        if (entry == null) {
          return scope;
        }
        // A map that nothing is left in says nothing.
        return i > 0 && map.entries().size() == 1 && !place.get(i - 1).matches("\\d+")
            ? new SetValue(name, place.subList(0, i), null).apply(scope)
            : scope.edit(edits.remove(key));
      }
      return scope.edit(edits.set(key, nested(i + 1)));
    }
    return scope;
  }

  /** The value inside maps of the places from here on. */
  private JsonNode nested(int from) {
    JsonNode nested = value == null ? JsonNodeFactory.instance.nullNode() : value;
    for (int i = place.size() - 1; i >= from; i--) {
      ObjectNode map = JsonNodeFactory.instance.objectNode();
      map.set(place.get(i), nested);
      nested = map;
    }
    return nested;
  }
}
