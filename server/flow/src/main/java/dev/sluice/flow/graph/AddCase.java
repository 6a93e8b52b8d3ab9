package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.ListEdits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds a case to a switch, behind its others.
 *
 * @param when an expression; null for the case that takes all that no other takes
 * @param target a task of the same scope, or {@code continue}, {@code exit} or {@code end}
 */
public record AddCase(String name, String caseName, @Nullable String when, String target)
    implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Refusals.missing(scope, name)
        .or(() -> Refusals.noSwitch(scope, name))
        .or(() -> Refusals.target(scope, target))
        .or(
            () ->
                scope.cases(name).isEmpty()
                    ? Optional.of("the switch is no list of cases")
                    : Optional.empty())
        .or(
            () ->
                scope.cases(name).orElseThrow().contains(caseName)
                    ? Optional.of("there is a case '" + caseName + "' already")
                    : Optional.empty())
        .or(
            () ->
                when == null && Transitions.hasDefault(scope.task(name))
                    ? Optional.of("there is a case for all already")
                    : Optional.empty());
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    if (when != null) {
      keys.put("when", when);
    }
    keys.put("then", target);
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.set(caseName, keys);
    int size = scope.cases(name).orElseThrow().size();
    return scope.edit(new ListEdits(scope.document(), scope.caseList(name)).insert(size, item));
  }
}
