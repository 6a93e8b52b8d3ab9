package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.flow.jq.InvalidExpressionException;
import dev.sluice.flow.jq.JqException;
import dev.sluice.flow.jq.JqExpression;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema: its assertions about types, numbers, texts, arrays and objects, and how they are
 * combined. References go to places in the schema itself; {@code format} asserts nothing.
 */
final class Schema {
  private static final int MOST_LEVELS = 200;

  private final JsonNode root;

  Schema(JsonNode root) {
    this.root = root;
  }

  /** What is wrong with a value, in one sentence; null for nothing. */
  @Nullable String problem(JsonNode value) {
    return problem(root, value, "", 0);
  }

  private @Nullable String problem(JsonNode schema, JsonNode value, String at, int level) {
    if (level > MOST_LEVELS) {
      return here(at) + "is nested too deeply for its schema";
    }
    if (schema.isBoolean()) {
      return schema.booleanValue() ? null : here(at) + "must not be there";
    }
    if (schema.hasNonNull("$ref")) {
      String reference = schema.get("$ref").asText();
      JsonNode target = reference.startsWith("#") ? root.at(reference.substring(1)) : null;
      return target == null || target.isMissingNode()
          ? here(at) + "has a schema that is not there: " + reference
          : problem(target, value, at, level + 1);
    }
    String problem = type(schema, value, at);
    problem = problem != null ? problem : scalar(schema, value, at);
    problem = problem != null ? problem : array(schema, value, at, level);
    problem = problem != null ? problem : object(schema, value, at, level);
    return problem != null ? problem : combined(schema, value, at, level);
  }

  private static String here(String at) {
    return (at.isEmpty() ? "the data" : at) + " ";
  }

  private static @Nullable String type(JsonNode schema, JsonNode value, String at) {
    JsonNode type = schema.path("type");
    boolean fits = type.isMissingNode() || is(type, value);
    for (JsonNode one : type) {
      fits |= is(one, value);
    }
    if (!fits) {
      return here(at) + "is not of type " + (type.isTextual() ? type.asText() : type.toString());
    }
    JsonNode values = schema.path("enum");
    if (values.isArray()) {
      for (JsonNode one : values) {
        if (equal(one, value)) {
          return null;
        }
      }
      return here(at) + "is none of " + values;
    }
    return schema.has("const") && !equal(schema.get("const"), value)
        ? here(at) + "is not " + schema.get("const")
        : null;
  }

  private static boolean is(JsonNode type, JsonNode value) {
    return switch (type.asText()) {
      case "null" -> value.isNull();
      case "boolean" -> value.isBoolean();
      case "string" -> value.isTextual();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
      default -> false;
    };
  }

  static boolean equal(JsonNode a, JsonNode b) {
    return a.equals(b)
        || (a.isNumber() && b.isNumber() && a.decimalValue().compareTo(b.decimalValue()) == 0);
  }

  private static @Nullable String scalar(JsonNode schema, JsonNode value, String at) {
    if (value.isNumber()) {
      double number = value.doubleValue();
      boolean within =
          number >= schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
              && number <= schema.path("maximum").asDouble(Double.POSITIVE_INFINITY)
              && number > schema.path("exclusiveMinimum").asDouble(Double.NEGATIVE_INFINITY)
              && number < schema.path("exclusiveMaximum").asDouble(Double.POSITIVE_INFINITY);
      double step = schema.path("multipleOf").asDouble(0);
      boolean multiple = step == 0 || number / step == Math.rint(number / step);
      return within && multiple ? null : here(at) + "is out of bounds";
    }
    if (value.isTextual()) {
      int length = value.textValue().codePointCount(0, value.textValue().length());
      if (length < schema.path("minLength").asInt(0)
          || length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
        return here(at) + "is too short or too long";
      }
      JsonNode pattern = schema.path("pattern");
      if (pattern.isTextual() && !matches(pattern.textValue(), value.textValue())) {
        return here(at) + "does not match " + pattern;
      }
    }
    return null;
  }

  /** Whether a part of a text matches; by jq, whose evaluations are bounded. */
  static boolean matches(String pattern, String text) {
    try {
      return JqExpression.compile("test($re)")
          .evaluate(TextNode.valueOf(text), Map.of("re", TextNode.valueOf(pattern)))
          .booleanValue();
    } catch (InvalidExpressionException | JqException e) {
      return false;
    }
  }

  private @Nullable String array(JsonNode schema, JsonNode value, String at, int level) {
    if (!value.isArray()) {
      return null;
    }
    if (value.size() < schema.path("minItems").asInt(0)
        || value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
      return here(at) + "has too few or too many items";
    }
    if (schema.path("uniqueItems").asBoolean(false)) {
      Set<JsonNode> seen = new HashSet<>();
      for (JsonNode item : value) {
        if (!seen.add(item)) {
          return here(at) + "has items that are equal";
        }
      }
    }
    JsonNode prefix = schema.path("prefixItems");
    JsonNode items = schema.path("items");
    for (int i = 0; i < value.size(); i++) {
      JsonNode rule = i < prefix.size() ? prefix.get(i) : items;
      String problem =
          rule.isMissingNode() ? null : problem(rule, value.get(i), at + "/" + i, level + 1);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private @Nullable String object(JsonNode schema, JsonNode value, String at, int level) {
    if (!value.isObject()) {
      return null;
    }
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        return here(at) + "lacks '" + name.asText() + "'";
      }
    }
    if (value.size() < schema.path("minProperties").asInt(0)
        || value.size() > schema.path("maxProperties").asInt(Integer.MAX_VALUE)) {
      return here(at) + "has too few or too many properties";
    }
    JsonNode properties = schema.path("properties");
    JsonNode patterns = schema.path("patternProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String place = at + "/" + field.getKey();
      boolean known = properties.has(field.getKey());
      String problem =
          known
              ? problem(properties.get(field.getKey()), field.getValue(), place, level + 1)
              : null;
      for (Map.Entry<String, JsonNode> pattern : patterns.properties()) {
        if (problem == null && matches(pattern.getKey(), field.getKey())) {
          known = true;
          problem = problem(pattern.getValue(), field.getValue(), place, level + 1);
        }
      }
      JsonNode others = schema.path("additionalProperties");
      if (problem == null && !known && !others.isMissingNode()) {
        problem = problem(others, field.getValue(), place, level + 1);
      }
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private @Nullable String combined(JsonNode schema, JsonNode value, String at, int level) {
    for (JsonNode one : schema.path("allOf")) {
      String problem = problem(one, value, at, level + 1);
      if (problem != null) {
        return problem;
      }
    }
    JsonNode any = schema.path("anyOf");
    if (any.isArray() && fitting(any, value, at, level) == 0) {
      return here(at) + "fits none of the alternatives";
    }
    JsonNode one = schema.path("oneOf");
    if (one.isArray() && fitting(one, value, at, level) != 1) {
      return here(at) + "does not fit exactly one of the alternatives";
    }
    if (schema.has("not") && problem(schema.get("not"), value, at, level + 1) == null) {
      return here(at) + "fits what it must not";
    }
    if (schema.has("if")) {
      boolean holds = problem(schema.get("if"), value, at, level + 1) == null;
      JsonNode branch = schema.path(holds ? "then" : "else");
      JsonNode all = JsonNodeFactory.instance.booleanNode(true);
      return problem(branch.isMissingNode() ? all : branch, value, at, level + 1);
    }
    return null;
  }

  private int fitting(JsonNode schemas, JsonNode value, String at, int level) {
    int fitting = 0;
    for (JsonNode one : schemas) {
      fitting += problem(one, value, at, level + 1) == null ? 1 : 0;
    }
    return fitting;
  }
}
