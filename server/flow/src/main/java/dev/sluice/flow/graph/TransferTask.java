package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.ItemLines;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapEdits;
import dev.sluice.flow.text.TextEdit;
import dev.sluice.flow.text.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a task into another list of tasks: into a container, out of one, or from one to another. The
 * list that it leaves heals as by {@link RemoveTask}; in the other it stands as by {@link AddTask},
 * since where it went is in no other list. Its lines and comments go with it, where both lists have
 * lines.
 *
 * @param toKey the key of the other list in {@link StateIndex}
 * @param after a task of that list, {@link State#START} to come first, null to come last with
 *     nothing that leads to it
 * @param as its name there
 */
public record TransferTask(String name, String toKey, @Nullable String after, String as)
    implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    return Refusals.missing(scope, name).or(() -> refusalThere(scope));
  }

  private Optional<String> refusalThere(ScopeText scope) {
    Document document = scope.document();
    Optional<ScopeText> there = ScopeText.byKey(document, toKey);
    if (there.isEmpty()) {
      return Optional.of("there is no such list of tasks");
    }
    Task task = scope.task(name);
    if (there.get().pointer().equals(scope.pointer())) {
      return Optional.of("'" + name + "' is there already");
    }
    if (there.get().pointer().startsWith(task.path().pointer() + "/")) {
      return Optional.of("'" + name + "' cannot be put into itself");
    }
    if (task.body() == null) {
      return Optional.of("'" + name + "' says nothing of what it does");
    }
    for (Transition transition : Transitions.of(task)) {
      if (transition.caseKey() != null && !transition.isDirective()) {
        return Optional.of(
            "its case '"
                + transition.caseKey().value()
                + "' goes on to '"
                + transition.target()
                + "', which would be in another scope; lead it to an end first");
      }
    }
    return there.get().refusal().or(() -> new AddTask(after, as, body(task)).refusal(there.get()));
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    Optional<List<String>> lines = lines(scope);
    ObjectNode body = body(scope.task(name));
    Document left = new RemoveTask(name).apply(scope).document();
    ScopeText there = ScopeText.byKey(left, toKey).orElseThrow();
    ScopeText added = new AddTask(after, as, body).apply(there);
    return lines.flatMap(each -> asWritten(added, each)).orElse(added);
  }

  private static ObjectNode body(Task task) {
    ObjectNode body = (ObjectNode) Values.of(task.value());
    body.remove("then");
    return body;
  }

  /** How it is written, under its name there and without where it went. */
  private Optional<List<String>> lines(ScopeText scope) {
    boolean led = scope.task(name).text("then") != null;
    ScopeText free = led ? scope.edit(scope.keys(name).remove("then")) : scope;
    int index = free.names().indexOf(name);
    List<TextEdit> rename =
        as.equals(name)
            ? List.of()
            : new MapEdits(free.document(), free.item(name)).rename(name, as);
    Document renamed = free.document().edit(rename).orThrow();
    ListNode list = ScopeText.of(renamed, free.pointer()).orElseThrow().list();
    return new ItemLines(renamed, list).get(index);
  }

  /** With the lines that it had, where these mean the same there. */
  private Optional<ScopeText> asWritten(ScopeText added, List<String> lines) {
    int index = added.names().indexOf(as);
    String then = added.task(as).text("then");
    List<TextEdit> edits = new ItemLines(added.document(), added.list()).replace(index, lines);
    Document edited = added.document().edit(edits).document();
    Optional<ScopeText> written =
        edited == null ? Optional.empty() : ScopeText.of(edited, added.pointer());
    if (edits.isEmpty() || written.isEmpty() || !written.get().has(as)) {
      return Optional.empty();
    }
    ScopeText led = written.get();
    if (then != null) {
      led = led.edit(led.keys(as).set("then", ScopeText.text(then)));
    }
    boolean same = Values.of(led.list()).equals(Values.of(added.list()));
    return same ? Optional.of(led) : Optional.empty();
  }
}
