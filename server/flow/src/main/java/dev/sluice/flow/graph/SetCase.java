package dev.sluice.flow.graph;

import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import java.util.List;
import java.util.Optional;

/**
 * Leads a case of a switch elsewhere.
 *
 * @param target a task of the same scope, or {@code continue}, {@code exit} or {@code end}
 */
public record SetCase(String name, String caseName, String target) implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Refusals.missing(scope, name)
        .or(() -> Refusals.noSwitch(scope, name))
        .or(() -> Refusals.target(scope, target))
        .or(
            () -> {
              List<String> cases = scope.cases(name).orElse(List.of());
              boolean one = cases.stream().filter(caseName::equals).count() == 1;
              return one && keys(scope) != null
                  ? Optional.empty()
                  : Optional.of("there is no case '" + caseName + "' of this name alone");
            });
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    for (Transition transition : Transitions.of(scope.task(name))) {
      boolean same = transition.caseKey() != null && transition.caseKey().value().equals(caseName);
      if (same && transition.target().equals(target)) {
        return scope;
      }
    }
    MapNode keys = keys(scope);
    return keys == null
        ? scope
        : scope.edit(new MapEdits(scope.document(), keys).set("then", ScopeText.text(target)));
  }

  private @org.jspecify.annotations.Nullable MapNode keys(ScopeText scope) {
    for (Node item : scope.caseList(name).items()) {
      Entry entry = item.target() instanceof MapNode map ? map.entry(caseName) : null;
      if (entry != null) {
        return entry.value() instanceof MapNode map ? map : null;
      }
    }
    return null;
  }
}
