package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.flow.jq.JqBounds;
import dev.sluice.flow.jq.JqException;
import dev.sluice.flow.jq.JqExpression;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression sees.
 *
 * @param input what {@code .} is
 * @param names variables by name; asked only for those that an expression has
 */
record Data(JsonNode input, Names names, Instant now) {
  /** Gives variables. */
  interface Names {
    /** A variable's value; null where there is none of that name. */
    @Nullable JsonNode get(String name);
  }

  /** The same variables, and another value of {@code .}. */
  Data with(JsonNode other) {
    return new Data(other, names, now);
  }

  /** The same, and one more variable. */
  Data with(String name, JsonNode value) {
    return new Data(input, wanted -> wanted.equals(name) ? value : names.get(wanted), now);
  }

  JsonNode evaluate(JqExpression expression) {
    Map<String, JsonNode> variables = Map.of();
    Set<String> wanted = expression.variables();
    if (!wanted.isEmpty()) {
      variables = new HashMap<>();
      for (String name : wanted) {
        JsonNode value = names.get(name);
        if (value != null) {
          variables.put(name, value);
        }
      }
    }
    try {
      return expression.evaluate(input, variables, InstantSource.fixed(now), JqBounds.STANDARD);
    } catch (JqException e) {
      throw new RaisedException(WorkflowError.expression(String.valueOf(e.getMessage())));
    }
  }

  boolean test(JqExpression expression) {
    return truth(evaluate(expression));
  }

  static boolean truth(JsonNode value) {
    return value.isBoolean() ? value.booleanValue() : !value.isNull();
  }

  static JsonNode orNull(@Nullable JsonNode value) {
    return value == null ? NullNode.instance : value;
  }
}
