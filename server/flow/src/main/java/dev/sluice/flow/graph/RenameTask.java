package dev.sluice.flow.graph;

import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives a task another name, also wherever a transition names it. */
public record RenameTask(String name, String to) implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Refusals.missing(scope, name).or(() -> Refusals.taken(scope, to));
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    List<TextEdit> edits = new ArrayList<>();
    for (String each : scope.names()) {
      for (Transition transition : Transitions.of(scope.task(each))) {
        if (transition.target().equals(name)) {
          edits.addAll(
              new MapEdits(scope.document(), transition.map()).set("then", ScopeText.text(to)));
        }
      }
    }
    MapNode item = scope.item(name);
    edits.addAll(new MapEdits(scope.document(), item).rename(name, to));
    return scope.edit(edits);
  }
}
