package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.flow.jq.JqExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events that are waited for.
 *
 * @param mode one event of the first filter, one of each, or any
 * @param until after which {@code any} ends, asked about all events so far; null for the first one
 * @param untilEvents after which {@code any} ends; null where no event ends it
 * @param forever whether {@code any} never ends by itself
 */
record Subscription(
    Mode mode,
    List<Filter> filters,
    @Nullable JqExpression until,
    @Nullable Subscription untilEvents,
    boolean forever) {
  /** How many of the filters want events. */
  enum Mode {
    ONE,
    ALL,
    ANY
  }

  /**
   * Which events are meant.
   *
   * @param with attributes with what they must be
   * @param keys by which events belong together
   */
  record Filter(Map<String, Template> with, Map<String, Key> keys) {
    /**
     * Whether an event is meant.
     *
     * @param known values of keys that earlier events had
     * @param waiting what expressions of the filter see, but for {@code .}
     * @return the event's keys; null where it is not meant
     */
    @Nullable Map<String, JsonNode> match(
        JsonNode event, Map<String, JsonNode> known, Data waiting) {
      for (Map.Entry<String, Template> wanted : with.entrySet()) {
        JsonNode value = Data.orNull(event.get(wanted.getKey()));
        if (!holds(wanted.getValue(), value, waiting)) {
          return null;
        }
      }
      Map<String, JsonNode> found = new LinkedHashMap<>();
      for (Map.Entry<String, Key> key : keys.entrySet()) {
        JsonNode value = waiting.with(event).evaluate(key.getValue().from());
        Template expect = key.getValue().expect();
        JsonNode expected =
            expect != null ? expect.fill(waiting) : known.getOrDefault(key.getKey(), value);
        if (value.isNull() || !Schema.equal(value, expected)) {
          return null;
        }
        found.put(key.getKey(), value);
      }
      return found;
    }

    private static boolean holds(Template wanted, JsonNode value, Data waiting) {
      if (wanted instanceof Template.Computed computed) {
        JsonNode result = waiting.with(value).evaluate(computed.expression());
        return result.isBoolean() ? result.booleanValue() : Schema.equal(result, value);
      }
      JsonNode fixed = wanted.fill(waiting.with(value));
      boolean texts = fixed.isTextual() && value.isTextual();
      return Schema.equal(fixed, value)
          || (texts && isPattern(fixed.textValue()) && fits(fixed.textValue(), value.textValue()));
    }

    private static boolean fits(String pattern, String text) {
      return Schema.matches("^(?:" + pattern + ")$", text);
    }
  }

  /**
   * By what events belong together.
   *
   * @param from gives it, of an event
   * @param expect what it must be; null where the first event says it
   */
  record Key(JqExpression from, @Nullable Template expect) {}

  /** Whether a text is a regular expression: dots alone make none, types are full of them. */
  static boolean isPattern(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_.:/@-~%#?=& ".indexOf(c) < 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The types of events that are meant, where all filters name one that is no pattern; empty where
   * they do not.
   */
  List<String> types() {
    List<String> types =
        filters.stream()
            .map(
                filter -> filter.with().getOrDefault("type", new Template.Fixed(NullNode.instance)))
            .map(type -> type instanceof Template.Fixed fixed ? fixed.value().asText("") : "")
            .toList();
    boolean open = types.stream().anyMatch(type -> type.isEmpty() || isPattern(type));
    return open ? List.of() : types;
  }
}
