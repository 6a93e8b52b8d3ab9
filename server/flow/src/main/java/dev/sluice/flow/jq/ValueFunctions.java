package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions of values of all types. */
final class ValueFunctions {
  private ValueFunctions() {}

  static void addTo(Functions functions) {
    functions.simple("type", 0, (run, in, a) -> TextNode.valueOf(Order.type(in)));
    functions.simple("not", 0, (run, in, a) -> BooleanNode.valueOf(!Order.truth(in)));
    functions.simple("length", 0, (run, in, a) -> length(in));
    functions.simple("keys", 0, (run, in, a) -> keys(run, in, true));
    functions.simple("keys_unsorted", 0, (run, in, a) -> keys(run, in, false));
    functions.simple("has", 1, (run, in, a) -> BooleanNode.valueOf(Search.has(in, a[0])));
    functions.simple(
        "contains", 1, (run, in, a) -> BooleanNode.valueOf(Search.contains(run, in, a[0])));
    functions.simple("indices", 1, (run, in, a) -> Search.indices(run, in, a[0]));
    functions.simple("index", 1, (run, in, a) -> at(Search.indices(run, in, a[0]), true));
    functions.simple("rindex", 1, (run, in, a) -> at(Search.indices(run, in, a[0]), false));
    functions.simple("bsearch", 1, (run, in, a) -> Search.binary(run, in, a[0]));
    functions.simple("add", 0, (run, in, a) -> add(run, in));
    functions.simple(
        "toarray",
        0,
        (run, in, a) -> in.isArray() ? in : JsonNodeFactory.instance.arrayNode().add(in));
    functions.simple("to_entries", 0, (run, in, a) -> toEntries(run, in));
    functions.simple("from_entries", 0, (run, in, a) -> fromEntries(run, in));
    functions.simple("flatten", 0, (run, in, a) -> flatten(run, in, Numbers.of(1_000_000)));
    functions.simple("flatten", 1, (run, in, a) -> flatten(run, in, a[0]));
    functions.simple("transpose", 0, (run, in, a) -> transpose(run, in));
    functions.simple(
        "reverse",
        0,
        (run, in, a) -> in.isTextual() ? reversed(run, in.textValue()) : reversed(run, in));
    functions.simple("env", 0, (run, in, a) -> JsonNodeFactory.instance.objectNode());
    functions.simple("input_filename", 0, (run, in, a) -> NullNode.instance);
    functions.simple("halt_error", 0, (run, in, a) -> raise(in));
    functions.simple("halt_error", 1, (run, in, a) -> raise(in));
    functions.simple("error", 0, (run, in, a) -> raise(in));
    functions.simple("error", 1, (run, in, a) -> raise(a[0]));
  }

  private static JsonNode raise(JsonNode value) {
    throw new JqError(value);
  }

  private static JsonNode length(JsonNode in) {
    return switch (in.getNodeType()) {
      case NULL, MISSING -> Numbers.of(0);
      case STRING -> Numbers.of(in.textValue().codePointCount(0, in.textValue().length()));
      case NUMBER -> in.doubleValue() < 0 ? Arithmetic.negate(in) : in;
      case ARRAY, OBJECT -> Numbers.of(in.size());
      default -> throw new JqError(JqError.named(in) + " has no length");
    };
  }

  private static JsonNode keys(Evaluation run, JsonNode in, boolean sorted) {
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    if (in.isArray()) {
      run.elements(in.size());
      for (int i = 0; i < in.size(); i++) {
        keys.add(i);
      }
      return keys;
    }
    if (!in.isObject()) {
      throw new JqError(JqError.named(in) + " has no keys");
    }
    if (sorted) {
      Order.keys(run, in).forEach(keys::add);
    } else {
      run.cost(in.size());
      in.fieldNames().forEachRemaining(keys::add);
    }
    return keys;
  }

  private static JsonNode at(JsonNode indices, boolean first) {
    JsonNode found = indices.get(first ? 0 : indices.size() - 1);
    return found == null ? NullNode.instance : found;
  }

  private static JsonNode add(Evaluation run, JsonNode in) {
    if (!in.isContainerNode()) {
      throw new JqError("Cannot iterate over " + (in.isNull() ? "null" : JqError.named(in)));
    }
    JsonNode first = in.isEmpty() ? NullNode.instance : in.elements().next();
    if (first.isTextual()) {
      StringBuilder text = new StringBuilder();
      boolean texts = true;
      for (JsonNode part : in) {
        run.step();
        texts &= part.isTextual();
        if (texts) {
          run.text(text.length() + (long) part.textValue().length());
          text.append(part.textValue());
        }
      }
      if (texts) {
        return TextNode.valueOf(text.toString());
      }
    }
    if (first.isArray()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      boolean arrays = true;
      for (JsonNode part : in) {
        arrays &= part.isArray();
        if (arrays) {
          run.elements(part.size());
          run.element(all.size() + part.size());
          all.addAll((ArrayNode) part);
        }
      }
      if (arrays) {
        return all;
      }
    }
    JsonNode sum = NullNode.instance;
    for (JsonNode part : in) {
      run.step();
      sum = Arithmetic.add(run, sum, part);
    }
    return sum;
  }

  private static JsonNode toEntries(Evaluation run, JsonNode in) {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    if (in.isArray()) {
      for (JsonNode key : keys(run, in, false)) {
        entries.addObject().<ObjectNode>set("key", key).set("value", in.get(key.intValue()));
      }
      return entries;
    }
    if (!in.isObject()) {
      throw new JqError(JqError.named(in) + " has no keys");
    }
    for (Map.Entry<String, JsonNode> field : in.properties()) {
      run.step();
      ObjectNode entry = entries.addObject();
      entry.put("key", field.getKey());
      entry.set("value", field.getValue());
    }
    return entries;
  }

  private static JsonNode fromEntries(Evaluation run, JsonNode in) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (JsonNode entry : TextFunctions.array(in, "from_entries")) {
      run.step();
      JsonNode key = part(entry, "key", "k", "name", "Name", "Key", "K");
      JsonNode value = part(entry, "value", "v", "Value", "V");
      if (key.isContainerNode()) {
        throw new JqError("Cannot use " + JqError.named(key) + " as object key");
      }
      object.set(key.isTextual() ? key.textValue() : JsonText.of(key), value);
    }
    return object;
  }

  private static JsonNode part(JsonNode entry, String... names) {
    JsonNode falsy = NullNode.instance;
    for (String name : names) {
      JsonNode found = Lookup.field(entry, name);
      if (Order.truth(found)) {
        return found;
      }
      falsy = found.isBoolean() ? found : falsy;
    }
    return falsy;
  }

  private static JsonNode flatten(Evaluation run, JsonNode in, JsonNode levels) {
    double depth = NumberFunctions.number(levels, "flatten");
    if (depth < 0) {
      throw new JqError("flatten depth must not be negative");
    }
    ArrayNode flat = JsonNodeFactory.instance.arrayNode();
    if (!in.isContainerNode()) {
      throw new JqError("Cannot iterate over " + JqError.named(in));
    }
    flatten(run, in, (int) depth, flat, 0);
    return flat;
  }

  private static void flatten(Evaluation run, JsonNode in, int depth, ArrayNode flat, int level) {
    if (level > 2 * run.bounds().calls()) {
      throw new ExhaustedException("it flattens a value that is nested too deeply");
    }
    for (JsonNode part : in) {
      run.step();
      if (part.isArray() && depth > 0) {
        flatten(run, part, depth - 1, flat, level + 1);
      } else {
        run.element(flat.size());
        flat.add(part);
      }
    }
  }

  private static JsonNode transpose(Evaluation run, JsonNode in) {
    int width = 0;
    for (JsonNode row : TextFunctions.array(in, "transpose")) {
      width = Math.max(width, TextFunctions.array(row, "transpose").size());
    }
    run.elements((long) width * in.size());
    ArrayNode columns = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < width; i++) {
      ArrayNode column = columns.addArray();
      for (JsonNode row : in) {
        run.step();
        column.add(row.has(i) ? row.get(i) : NullNode.instance);
      }
    }
    return columns;
  }

  private static JsonNode reversed(Evaluation run, String text) {
    return run.made(new StringBuilder(text).reverse().toString());
  }

  private static JsonNode reversed(Evaluation run, JsonNode in) {
    if (in.isNull()) {
      return JsonNodeFactory.instance.arrayNode();
    }
    List<JsonNode> parts = new ArrayList<>();
    run.elements(TextFunctions.array(in, "reverse").size());
    for (int i = in.size() - 1; i >= 0; i--) {
      parts.add(in.get(i));
    }
    return JsonNodeFactory.instance.arrayNode().addAll(parts);
  }
}
