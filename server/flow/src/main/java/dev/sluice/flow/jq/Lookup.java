package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;

/** Parts of values: fields, elements, slices. */
final class Lookup {
  private Lookup() {}

  static JsonNode field(JsonNode in, String key) {
    if (in.isObject()) {
      JsonNode found = in.get(key);
      return found == null ? NullNode.instance : found;
    }
    if (in.isNull()) {
      return in;
    }
    throw new JqError("Cannot index " + Order.type(in) + " with \"" + key + "\"");
  }

  static JsonNode get(Evaluation run, JsonNode in, JsonNode key) {
    run.step();
    if (key.isTextual()) {
      return field(in, key.textValue());
    }
    if (in.isArray()) {
      if (key.isNumber()) {
        double index = Math.floor(key.doubleValue());
        JsonNode found = in.get((int) (index < 0 ? index + in.size() : index));
        return found == null ? NullNode.instance : found;
      }
      if (key.isArray()) {
        return Search.indices(run, in, key);
      }
    }
    if (key.isObject() && (in.isArray() || in.isTextual() || in.isNull())) {
      return slice(run, in, bound(key, "start"), bound(key, "end"));
    }
    if (in.isNull() && (key.isNumber() || key.isNull())) {
      return in;
    }
    throw new JqError("Cannot index " + Order.type(in) + " with " + Order.type(key));
  }

  private static JsonNode bound(JsonNode slice, String name) {
    JsonNode bound = slice.get(name);
    return bound == null ? NullNode.instance : bound;
  }

  static JsonNode slice(Evaluation run, JsonNode in, JsonNode from, JsonNode to) {
    if (in.isNull()) {
      return in;
    }
    if (in.isArray()) {
      int start = start(from, in.size());
      int end = end(to, in.size());
      run.elements(Math.max(0, end - start));
      ArrayNode part = JsonNodeFactory.instance.arrayNode();
      for (int i = start; i < end; i++) {
        part.add(in.get(i));
      }
      return part;
    }
    if (in.isTextual()) {
      String text = in.textValue();
      int length = text.codePointCount(0, text.length());
      int start = start(from, length);
      int end = Math.max(start, end(to, length));
      int first = text.offsetByCodePoints(0, start);
      return run.made(text.substring(first, text.offsetByCodePoints(first, end - start)));
    }
    throw new JqError("Cannot index " + Order.type(in) + " with object");
  }

  static int start(JsonNode bound, int size) {
    return within(Math.floor(number(bound, 0)), size);
  }

  static int end(JsonNode bound, int size) {
    return within(Math.ceil(number(bound, size)), size);
  }

  private static double number(JsonNode bound, double otherwise) {
    if (bound.isNull()) {
      return otherwise;
    }
    if (!bound.isNumber()) {
      throw new JqError("Start and end indices of an array slice must be numbers");
    }
    return bound.doubleValue();
  }

  private static int within(double index, int size) {
    double positive = index < 0 ? index + size : index;
    return (int) Math.max(0, Math.min(size, positive));
  }
}
