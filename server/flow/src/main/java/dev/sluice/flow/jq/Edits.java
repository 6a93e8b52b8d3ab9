package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Changes of one value, which itself stays as it is: what lies on the way to a change is copied, at
 * most once as long as nobody else sees the copy. Confined to one thread.
 */
final class Edits {
  private final Evaluation run;
  private final Set<JsonNode> owned = Collections.newSetFromMap(new IdentityHashMap<>());
  private JsonNode value;

  Edits(Evaluation run, JsonNode value) {
    this.run = run;
    this.value = value;
  }

  JsonNode value() {
    return value;
  }

  JsonNode get(List<JsonNode> path) {
    JsonNode at = value;
    for (JsonNode key : path) {
      at = Lookup.get(run, at, key);
    }
    if (owned.contains(at)) {
      // Whoever gets it may keep it.
      owned.clear();
    }
    return at;
  }

  void set(List<JsonNode> path, JsonNode part) {
    value = set(value, path, 0, part);
  }

  private JsonNode set(JsonNode in, List<JsonNode> path, int at, JsonNode part) {
    run.step();
    if (at == path.size()) {
      return part;
    }
    if (at > run.bounds().calls()) {
      throw new ExhaustedException("it makes a value that is nested too deeply");
    }
    JsonNode key = path.get(at);
    if (key.isTextual() && (in.isObject() || in.isNull())) {
      ObjectNode object = object(in);
      JsonNode old = object.get(key.textValue());
      object.set(key.textValue(), set(old == null ? NullNode.instance : old, path, at + 1, part));
      return object;
    }
    if (key.isNumber() && (in.isArray() || in.isNull())) {
      double index = Math.floor(key.doubleValue());
      double place = index < 0 ? index + in.size() : index;
      if (place < 0) {
        throw new JqError("Out of bounds negative array index");
      }
      run.elements((long) Math.max(0, place + 1 - in.size()));
      run.element((int) Math.min(place, Integer.MAX_VALUE));
      ArrayNode array = array(in);
      while (array.size() <= place) {
        array.add(NullNode.instance);
      }
      array.set((int) place, set(array.get((int) place), path, at + 1, part));
      return array;
    }
    if (key.isObject() && (in.isArray() || in.isNull())) {
      return splice(in, key, set(Lookup.get(run, in, key), path, at + 1, part));
    }
    throw new JqError("Cannot index " + Order.type(in) + " with " + described(key));
  }

  private static String described(JsonNode key) {
    return key.isTextual() ? "\"" + key.textValue() + "\"" : Order.type(key);
  }

  private JsonNode splice(JsonNode in, JsonNode slice, JsonNode part) {
    if (!part.isArray()) {
      throw new JqError("A slice of an array can only be assigned another array");
    }
    int start =
        Lookup.start(
            slice.path("start").isMissingNode() ? NullNode.instance : slice.get("start"),
            in.size());
    int end =
        Math.max(
            start,
            Lookup.end(
                slice.path("end").isMissingNode() ? NullNode.instance : slice.get("end"),
                in.size()));
    run.elements((long) in.size() + part.size());
    ArrayNode spliced = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < start; i++) {
      spliced.add(in.get(i));
    }
    spliced.addAll((ArrayNode) part);
    for (int i = end; i < in.size(); i++) {
      spliced.add(in.get(i));
    }
    return spliced;
  }

  private ObjectNode object(JsonNode in) {
    if (owned.contains(in)) {
      return (ObjectNode) in;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    if (in.isObject()) {
      run.cost(in.size());
      copy.setAll((ObjectNode) in);
    }
    owned.add(copy);
    return copy;
  }

  private ArrayNode array(JsonNode in) {
    if (owned.contains(in)) {
      return (ArrayNode) in;
    }
    run.elements(in.size());
    ArrayNode copy = JsonNodeFactory.instance.arrayNode(in.size());
    if (in.isArray()) {
      copy.addAll((ArrayNode) in);
    }
    owned.add(copy);
    return copy;
  }

  /** Deletes what is at paths; what is in no place is not missed. */
  void delete(List<List<JsonNode>> paths) {
    List<List<JsonNode>> last = new ArrayList<>(paths);
    last.sort((a, b) -> compare(b, a));
    for (List<JsonNode> path : last) {
      value = path.isEmpty() ? NullNode.instance : delete(value, path, 0);
    }
  }

  private int compare(List<JsonNode> a, List<JsonNode> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Order.compare(run, a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private JsonNode delete(JsonNode in, List<JsonNode> path, int at) {
    run.step();
    JsonNode key = path.get(at);
    if (in.isNull()) {
      return in;
    }
    if (at < path.size() - 1) {
      JsonNode old = Lookup.get(run, in, key);
      if (old.isNull()) {
        return in;
      }
      return set(in, List.of(key), 0, delete(old, path, at + 1));
    }
    if (in.isObject() && key.isTextual()) {
      ObjectNode object = object(in);
      object.remove(key.textValue());
      return object;
    }
    if (in.isArray() && key.isNumber()) {
      double index = Math.floor(key.doubleValue());
      double place = index < 0 ? index + in.size() : index;
      if (place < 0 || place >= in.size()) {
        return in;
      }
      ArrayNode array = array(in);
      run.cost(in.size() / 64);
      array.remove((int) place);
      return array;
    }
    if (in.isArray() && key.isObject()) {
      return splice(in, key, JsonNodeFactory.instance.arrayNode());
    }
    throw new JqError("Cannot delete field at " + Order.type(in) + " index of " + Order.type(key));
  }
}
