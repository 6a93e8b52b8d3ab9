package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task waits for, for explanations.
 *
 * @param with what attributes of the event must be, as far as that is fixed
 * @param keys what keys of the event must be: null where the first event says it
 */
public record Expectation(ObjectNode with, Map<String, Correlation> keys) {

  /**
   * A key of an event.
   *
   * @param from jq that gives it of an event
   */
  public record Correlation(String from, @Nullable JsonNode expected) {}

  static List<Expectation> of(State state, Surroundings around, Frame frame, Program.Code code) {
    Subscription events = ((Work.Listen) code.work()).events();
    Data data = View.of(state, around, frame, code, frame.input).data(frame.input);
    List<Expectation> expectations = new ArrayList<>();
    for (int i = 0; i < events.filters().size(); i++) {
      boolean taken = events.mode() == Subscription.Mode.ALL && frame.filters.contains(i);
      if (!taken) {
        expectations.add(of(events.filters().get(i), frame.keys, data));
      }
    }
    return expectations;
  }

  private static Expectation of(
      Subscription.Filter filter, Map<String, JsonNode> known, Data data) {
    ObjectNode with = JsonNodeFactory.instance.objectNode();
    filter
        .with()
        .forEach(
            (name, template) -> {
              if (template instanceof Template.Fixed fixed) {
                with.set(name, fixed.value());
              }
            });
    Map<String, Correlation> keys = new LinkedHashMap<>();
    filter
        .keys()
        .forEach(
            (name, key) ->
                keys.put(
                    name,
                    new Correlation(
                        key.from().toString(), Interest.expected(key, known.get(name), data))));
    return new Expectation(with, keys);
  }

  /**
   * Why an event is not what is waited for, in one sentence for people.
   *
   * @param event its attributes
   * @param found what its keys are, by their jq; fewer where they were not asked for
   * @return null where nothing is known that speaks against it
   */
  public @Nullable String against(JsonNode event, Map<String, JsonNode> found) {
    for (Map.Entry<String, JsonNode> wanted : with.properties()) {
      JsonNode is = Data.orNull(event.get(wanted.getKey()));
      boolean pattern =
          wanted.getValue().isTextual() && Subscription.isPattern(wanted.getValue().textValue());
      boolean fits =
          pattern
              ? Schema.matches("^(?:" + wanted.getValue().textValue() + ")$", is.asText())
              : Schema.equal(wanted.getValue(), is);
      if (!fits) {
        return wanted.getKey() + " was " + is + ", and " + wanted.getValue() + " is expected";
      }
    }
    for (Map.Entry<String, Correlation> key : keys.entrySet()) {
      JsonNode is = found.get(key.getValue().from());
      JsonNode expected = key.getValue().expected();
      if (is != null && expected != null && !Schema.equal(is, expected)) {
        return key.getKey() + " was " + is + ", and " + expected + " is expected";
      }
    }
    return null;
  }
}
