package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.flow.jq.JqExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Events that an execution waits for, as far as they can be found by: an event that is none of
 * these is not taken, one that is may be.
 *
 * @param type of the events; empty where they may be of any
 * @param from jq that gives a key of an event, and nothing of the execution; null for no key
 * @param value what the key is; null for no key
 */
public record Interest(String type, @Nullable String from, @Nullable JsonNode value) {

  /** What an execution waits for now; nothing where it is over. */
  public static List<Interest> of(State state, Surroundings around) {
    List<Interest> interests = new ArrayList<>();
    if (state.status().isOver()) {
      return interests;
    }
    for (Frame frame : state.frames()) {
      Program.Code code = frame.task < 0 ? null : state.program().tasks().get(frame.task);
      if (code != null && code.work() instanceof Work.Listen listen) {
        Data data = View.of(state, around, frame, code, frame.input).data(frame.input);
        add(frame, listen.events(), data, interests);
      }
    }
    return interests;
  }

  private static void add(Frame frame, Subscription events, Data data, List<Interest> interests) {
    boolean all = events.mode() == Subscription.Mode.ALL;
    for (int i = 0; i < events.filters().size(); i++) {
      Interest interest = of(events.filters().get(i), frame.keys, data);
      // By a key also those are found that were taken: an event may come twice.
      if (!all || !frame.filters.contains(i) || interest.from() != null) {
        interests.add(interest);
      }
    }
    Subscription until = events.untilEvents();
    if (until != null) {
      until.filters().forEach(filter -> interests.add(of(filter, Map.of(), data)));
    }
  }

  private static Interest of(Subscription.Filter filter, Map<String, JsonNode> known, Data data) {
    String type = type(filter);
    for (Map.Entry<String, Subscription.Key> one : filter.keys().entrySet()) {
      JqExpression from = one.getValue().from();
      JsonNode value = expected(one.getValue(), known.get(one.getKey()), data);
      if (value != null && from.variables().isEmpty()) {
        return new Interest(type, from.toString(), value);
      }
    }
    return new Interest(type, null, null);
  }

  static @Nullable JsonNode expected(Subscription.Key key, @Nullable JsonNode known, Data data) {
    Template expect = key.expect();
    if (expect == null) {
      return known;
    }
    try {
      return expect.fill(data);
    } catch (RaisedException e) {
      // The task finds that out itself, when an event comes.
      return null;
    }
  }

  private static String type(Subscription.Filter filter) {
    Template type = filter.with().getOrDefault("type", new Template.Fixed(NullNode.instance));
    String text = type instanceof Template.Fixed fixed ? fixed.value().asText("") : "";
    return Subscription.isPattern(text) || text.equals("null") ? "" : text;
  }

  /** Types of events that executions of a program may wait for; an empty one for any. */
  public static Set<String> types(Program program) {
    Set<String> types = new TreeSet<>();
    for (Program.Code code : program.tasks()) {
      if (code.work() instanceof Work.Listen listen) {
        Subscription until = listen.events().untilEvents();
        listen.events().filters().forEach(filter -> types.add(type(filter)));
        if (until != null) {
          until.filters().forEach(filter -> types.add(type(filter)));
        }
      }
    }
    return types;
  }
}
