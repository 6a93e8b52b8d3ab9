package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** What the signs of arithmetic do with values of all types. */
final class Arithmetic {
  private Arithmetic() {}

  static JsonNode add(Evaluation run, JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return Numbers.add(a, b);
    }
    if (a.isNull()) {
      return b;
    }
    if (b.isNull()) {
      return a;
    }
    if (a.isTextual() && b.isTextual()) {
      run.text((long) a.textValue().length() + b.textValue().length());
      return TextNode.valueOf(a.textValue() + b.textValue());
    }
    if (a.isArray() && b.isArray()) {
      run.elements((long) a.size() + b.size());
      return JsonNodeFactory.instance
          .arrayNode(a.size() + b.size())
          .addAll((ArrayNode) a)
          .addAll((ArrayNode) b);
    }
    if (a.isObject() && b.isObject()) {
      run.cost((long) a.size() + b.size());
      ObjectNode sum = JsonNodeFactory.instance.objectNode();
      sum.setAll((ObjectNode) a);
      sum.setAll((ObjectNode) b);
      return sum;
    }
    throw cannot(a, b, "added");
  }

  static JsonNode subtract(Evaluation run, JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return Numbers.subtract(a, b);
    }
    if (a.isArray() && b.isArray()) {
      ArrayNode left = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : a) {
        boolean removed = false;
        for (int i = 0; !removed && i < b.size(); i++) {
          removed = Order.equal(run, element, b.get(i));
        }
        if (!removed) {
          left.add(element);
        }
      }
      return left;
    }
    throw cannot(a, b, "subtracted");
  }

  static JsonNode multiply(Evaluation run, JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return Numbers.multiply(a, b);
    }
    if (a.isTextual() && b.isNumber()) {
      return repeat(run, a.textValue(), b.doubleValue());
    }
    if (a.isNumber() && b.isTextual()) {
      return repeat(run, b.textValue(), a.doubleValue());
    }
    if (a.isObject() && b.isObject()) {
      return merge(run, a, b);
    }
    throw cannot(a, b, "multiplied");
  }

  private static JsonNode repeat(Evaluation run, String text, double times) {
    if (!(times > 0)) {
      return NullNode.instance;
    }
    double count = Math.max(1, Math.ceil(times));
    run.text((long) Math.min(Long.MAX_VALUE / 2d, text.length() * count));
    return TextNode.valueOf(text.repeat(text.isEmpty() ? 1 : (int) count));
  }

  private static JsonNode merge(Evaluation run, JsonNode a, JsonNode b) {
    run.cost(1L + a.size() + b.size());
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    merged.setAll((ObjectNode) a);
    for (Map.Entry<String, JsonNode> field : b.properties()) {
      JsonNode mine = merged.get(field.getKey());
      JsonNode other = field.getValue();
      boolean deeper = mine != null && mine.isObject() && other.isObject();
      merged.set(field.getKey(), deeper ? merge(run, mine, other) : other);
    }
    return merged;
  }

  static JsonNode divide(Evaluation run, JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return Numbers.divide(a, b);
    }
    if (a.isTextual() && b.isTextual()) {
      return Texts.split(run, a.textValue(), b.textValue());
    }
    throw cannot(a, b, "divided");
  }

  static JsonNode remainder(Evaluation run, JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return Numbers.remainder(a, b);
    }
    throw cannot(a, b, "divided");
  }

  static JsonNode negate(JsonNode a) {
    if (!a.isNumber()) {
      throw new JqError(JqError.named(a) + " cannot be negated");
    }
    return Numbers.whole(a) && a.longValue() != Long.MIN_VALUE
        ? Numbers.of(-a.longValue())
        : Numbers.of(-a.doubleValue());
  }

  private static JqError cannot(JsonNode a, JsonNode b, String done) {
    return new JqError(JqError.named(a) + " and " + JqError.named(b) + " cannot be " + done);
  }
}
