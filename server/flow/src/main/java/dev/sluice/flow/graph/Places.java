package dev.sluice.flow.graph;

import dev.sluice.flow.text.AliasNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.Pointer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a task says at places inside it. */
final class Places {
  private Places() {}

  /** What is written at a place; null for nothing, and beyond an alias. */
  static @Nullable Node find(ScopeText scope, String name, List<String> place) {
    Node node = scope.task(name).value();
    for (String step : place) {
      node = node == null || node instanceof AliasNode ? null : Pointer.below(node, step);
    }
    return node;
  }

  /** Why there is nothing of a kind at a place; empty where there is. */
  static Optional<String> missing(
      ScopeText scope, String name, List<String> place, Class<? extends Node> kind) {
    return Refusals.missing(scope, name)
        .or(
            () -> {
              Node node = find(scope, name, place);
              if (node instanceof AliasNode) {
                return Optional.of("it is written elsewhere, by an alias; edit it in the text");
              }
              String last = place.isEmpty() ? name : place.get(place.size() - 1);
              return kind.isInstance(node)
                  ? Optional.empty()
                  : Optional.of("there is something else at '" + last + "'");
            });
  }
}
