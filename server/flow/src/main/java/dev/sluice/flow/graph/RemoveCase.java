package dev.sluice.flow.graph;

import dev.sluice.flow.text.ListEdits;
import java.util.List;
import java.util.Optional;

/** Takes a case out of a switch that has another. */
public record RemoveCase(String name, String caseName) implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Refusals.missing(scope, name)
        .or(() -> Refusals.noSwitch(scope, name))
        .or(
            () -> {
              List<String> cases = scope.cases(name).orElse(List.of());
              if (!cases.contains(caseName)) {
                return Optional.of("there is no case '" + caseName + "'");
              }
              return cases.size() == 1
                  ? Optional.of("a switch has a case; remove the switch instead")
                  : Optional.empty();
            });
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    int index = scope.cases(name).orElseThrow().indexOf(caseName);
    return scope.edit(new ListEdits(scope.document(), scope.caseList(name)).remove(index));
  }
}
