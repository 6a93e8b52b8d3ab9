package dev.sluice.flow.graph;

import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import java.util.List;
import java.util.Optional;

/**
 * Gives a value that a task has at a place another key; what is below it stays as it is written.
 *
 * @param place keys and indexes from the task on, to the map
 */
public record RenameKey(String name, List<String> place, String key, String to)
    implements GraphEdit {
  public RenameKey {
    place = List.copyOf(place);
  }

  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Places.missing(scope, name, place, MapNode.class)
        .or(
            () -> {
              if (to.isBlank()) {
                return Optional.of("a key needs a name");
              }
              MapNode map = (MapNode) Places.find(scope, name, place);
              if (map == null || map.entry(key) == null) {
                return Optional.of("there is no key '" + key + "'");
              }
              return map.entry(to) == null
                  ? Optional.empty()
                  : Optional.of("there is a key '" + to + "' already");
            });
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    return Places.find(scope, name, place) instanceof MapNode map
        ? scope.edit(new MapEdits(scope.document(), map).rename(key, to))
        : scope;
  }
}
