package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a task after another: that one goes to the new one, and the new one where that one went.
 *
 * @param after the other's name, {@link State#START} to come first, null to come last with nothing
 *     that leads to it
 * @param body its keys, without {@code then}
 */
public record AddTask(@Nullable String after, String name, ObjectNode body) implements GraphEdit {
  @Override
  public Optional<String> refusal(ScopeText scope) {
    Optional<String> own = Refusals.taken(scope, name);
    if (own.isPresent() || after == null || after.equals(State.START)) {
      return own;
    }
    return Refusals.missing(scope, after)
        .or(() -> scope.concurrent() ? Optional.empty() : Refusals.endless(scope, after));
  }

  @Override
  public ScopeText apply(ScopeText scope) {
    List<String> order = new ArrayList<>(scope.names());
    int index = index(order);
    order.add(index, name);
    ObjectNode keys = body.deepCopy();
    ScopeText prepared = scope;
    if (after != null && scope.has(after) && !scope.concurrent()) {
      String target = scope.goesTo(after);
      if (!target.equals(ScopeText.next(order, name)) && goesOn(body)) {
        keys.put("then", target);
      }
      if (scope.task(after).text("then") != null) {
        prepared = scope.edit(scope.keys(after).remove("then"));
      }
    }
    prepared = prepared.edit(prepared.pinned(order, to -> to, after));
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.set(name, keys);
    if (order.size() == 1) {
      return prepared.edit(prepared.first(item));
    }
    return prepared.edit(prepared.items().insert(index, item));
  }

  private int index(List<String> order) {
    if (after == null) {
      return order.size();
    }
    return after.equals(State.START) ? 0 : order.indexOf(after) + 1;
  }

  private static boolean goesOn(JsonNode body) {
    boolean all = false;
    for (JsonNode item : body.path("switch")) {
      for (JsonNode one : item) {
        all |= !one.has("when");
      }
    }
    return !body.has("raise") && !all;
  }
}
