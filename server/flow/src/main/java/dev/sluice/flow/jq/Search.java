package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;

/** Where values are in others. */
final class Search {
  private Search() {}

  static JsonNode indices(Evaluation run, JsonNode in, JsonNode part) {
    if (in.isNull()) {
      return NullNode.instance;
    }
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    if (in.isTextual() && part.isTextual()) {
      String text = in.textValue();
      String wanted = part.textValue();
      run.cost(1 + text.length());
      if (wanted.isEmpty()) {
        return NullNode.instance;
      }
      int points = 0;
      int last = 0;
      for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        run.cost(1 + wanted.length() / 8L);
        points += text.codePointCount(last, at);
        last = at;
        found.add(Numbers.of(points));
      }
      return found;
    }
    if (in.isArray() && part.isArray()) {
      for (int i = 0; !part.isEmpty() && i + part.size() <= in.size(); i++) {
        if (startsAt(run, in, part, i)) {
          found.add(Numbers.of(i));
        }
      }
      return part.isEmpty() ? NullNode.instance : found;
    }
    if (in.isArray()) {
      for (int i = 0; i < in.size(); i++) {
        if (Order.equal(run, in.get(i), part)) {
          found.add(Numbers.of(i));
        }
      }
      return found;
    }
    throw new JqError("Cannot index " + Order.type(in) + " with " + Order.type(part));
  }

  private static boolean startsAt(Evaluation run, JsonNode in, JsonNode part, int at) {
    for (int i = 0; i < part.size(); i++) {
      if (!Order.equal(run, in.get(at + i), part.get(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean contains(Evaluation run, JsonNode in, JsonNode part) {
    run.step();
    if (in.isObject() && part.isObject()) {
      for (Map.Entry<String, JsonNode> field : part.properties()) {
        JsonNode mine = in.get(field.getKey());
        if (mine == null || !contains(run, mine, field.getValue())) {
          return false;
        }
      }
      return true;
    }
    if (in.isArray() && part.isArray()) {
      for (JsonNode wanted : part) {
        boolean found = false;
        for (int i = 0; !found && i < in.size(); i++) {
          JsonNode mine = in.get(i);
          found = Order.type(mine).equals(Order.type(wanted)) && contains(run, mine, wanted);
        }
        if (!found) {
          return false;
        }
      }
      return true;
    }
    if (in.isTextual() && part.isTextual()) {
      run.cost(in.textValue().length());
      return in.textValue().contains(part.textValue());
    }
    if (Order.type(in).equals(Order.type(part))) {
      return Order.equal(run, in, part);
    }
    throw new JqError(
        JqError.named(in)
            + " and "
            + JqError.named(part)
            + " cannot have their containment checked");
  }

  static boolean has(JsonNode in, JsonNode key) {
    if (in.isObject() && key.isTextual()) {
      return in.has(key.textValue());
    }
    if (in.isArray() && key.isNumber()) {
      double index = key.doubleValue();
      return index >= 0 && index < in.size();
    }
    throw new JqError(
        "Cannot check whether " + Order.type(in) + " has a " + Order.type(key) + " key");
  }

  /** Where an element is in a sorted array, or minus one and where it would go, negative. */
  static JsonNode binary(Evaluation run, JsonNode in, JsonNode wanted) {
    if (!in.isArray()) {
      throw new JqError(JqError.named(in) + " cannot be searched from");
    }
    int low = 0;
    int high = in.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Order.compare(run, in.get(middle), wanted);
      if (order == 0) {
        return Numbers.of(middle);
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return Numbers.of(-1L - low);
  }
}
