package dev.sluice.flow.graph;

import dev.sluice.flow.task.Transitions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads a task to another.
 *
 * @param target a task of the same scope, {@code exit} or {@code end}; null for the order of the
 *     text
 */
public record SetThen(String name, @Nullable String target) implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Refusals.missing(scope, name)
        .or(() -> Refusals.target(scope, target == null ? Transitions.CONTINUE : target))
        .or(() -> Refusals.endless(scope, name));
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    boolean written = scope.task(name).text("then") != null;
    if (target != null) {
      return scope.edit(scope.keys(name).set("then", ScopeText.text(target)));
    }
    return scope.edit(written ? scope.keys(name).remove("then") : List.of());
  }
}
