package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Types, truth and the order of all values: null, false, true, numbers, texts, arrays, objects. */
final class Order {
  private Order() {}

  static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> "null";
      case BOOLEAN -> "boolean";
      case NUMBER -> "number";
      case STRING -> "string";
      case ARRAY -> "array";
      default -> "object";
    };
  }

  static boolean truth(JsonNode value) {
    return value.isBoolean() ? value.booleanValue() : !value.isNull();
  }

  static boolean equal(Evaluation run, JsonNode a, JsonNode b) {
    return compare(run, a, b) == 0;
  }

  static int compare(Evaluation run, JsonNode a, JsonNode b) {
    run.step();
    int rank = Integer.compare(rank(a), rank(b));
    if (rank != 0) {
      return rank;
    }
    return switch (a.getNodeType()) {
      case NUMBER -> Numbers.compare(a, b);
      case STRING -> {
        String text = a.textValue();
        run.cost(text.length() / 64);
        yield text.compareTo(b.textValue());
      }
      case ARRAY -> arrays(run, a, b);
      case OBJECT -> objects(run, a, b);
      default -> 0;
    };
  }

  private static int rank(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> 0;
      case BOOLEAN -> value.booleanValue() ? 2 : 1;
      case NUMBER -> 3;
      case STRING -> 4;
      case ARRAY -> 5;
      default -> 6;
    };
  }

  private static int arrays(Evaluation run, JsonNode a, JsonNode b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(run, a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int objects(Evaluation run, JsonNode a, JsonNode b) {
    List<String> keys = keys(run, a);
    List<String> others = keys(run, b);
    for (int i = 0; i < Math.min(keys.size(), others.size()); i++) {
      int order = keys.get(i).compareTo(others.get(i));
      if (order != 0) {
        return order;
      }
    }
    if (keys.size() != others.size()) {
      return Integer.compare(keys.size(), others.size());
    }
    for (String key : keys) {
      int order = compare(run, a.get(key), b.get(key));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** The keys of an object, sorted. */
  static List<String> keys(Evaluation run, JsonNode object) {
    run.cost(object.size());
    List<String> keys = new ArrayList<>(object.size());
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      keys.add(names.next());
    }
    Collections.sort(keys);
    return keys;
  }
}
