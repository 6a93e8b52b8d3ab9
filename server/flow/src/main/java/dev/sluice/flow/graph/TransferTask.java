package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a task into another list of tasks: into a container, out of one, or from one to another. The
 * list that it leaves heals as by {@link RemoveTask}; in the other it stands as by {@link AddTask},
 * since where it went is in no other list. Cases of a switch that led to a task of the old list, or
 * continued, lead on to where the switch goes on from its new place; those that end what is around
 * them still do. Its lines and comments go with it, where both lists have lines.
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
    Optional<ScopeText> there = scope.scopes().byKey(toKey);
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
    return there
        .get()
        .refusal()
        .or(() -> new AddTask(after, as, body(task, "")).refusal(there.get()));
  }

  /** Where a case goes on from the new place; asked once it is known that it can be there. */
  private String onward(ScopeText there) {
    if (after == null || after.equals(State.START) || there.concurrent()) {
      return Transitions.CONTINUE;
    }
    String target = there.goesTo(after);
    return target.equals(there.after(after)) ? Transitions.CONTINUE : target;
  }

  private String target(String old, String onward) {
    if (old.equals(name)) {
      return as;
    }
    boolean ends = old.equals(Transitions.EXIT) || old.equals(Transitions.END);
    return ends ? old : onward;
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    String onward = onward(scope.scopes().byKey(toKey).orElseThrow());
    Optional<List<String>> lines = lines(scope, onward);
    ObjectNode body = body(scope.task(name), onward);
    Scopes left = new RemoveTask(name).apply(scope).scopes();
    ScopeText there = left.byKey(toKey).orElseThrow();
    ScopeText added = new AddTask(after, as, body).apply(there);
    return lines.flatMap(each -> asWritten(added, each)).orElse(added);
  }

  private ObjectNode body(Task task, String onward) {
    ObjectNode body = (ObjectNode) Values.of(task.value());
    body.remove("then");
    for (JsonNode item : body.path("switch")) {
      for (JsonNode one : item) {
        if (one instanceof ObjectNode way && way.path("then").isTextual()) {
          way.put("then", target(way.path("then").asText(), onward));
        }
      }
    }
    return body;
  }

  /** How it is written, under its name there and without where it went. */
  private Optional<List<String>> lines(ScopeText scope, String onward) {
    boolean led = scope.task(name).text("then") != null;
    ScopeText left = led ? scope.edit(scope.keys(name).remove("then")) : scope;
    List<TextEdit> cases = new ArrayList<>();
    for (Transition transition : Transitions.of(left.task(name))) {
      String target = target(transition.target(), onward);
      if (!target.equals(transition.target())) {
        MapEdits one = new MapEdits(left.document(), transition.map());
        cases.addAll(one.set("then", ScopeText.text(target)));
      }
    }
    ScopeText free = left.edit(cases);
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
