package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Functions that go by the order of values. */
final class SortFunctions {
  private SortFunctions() {}

  static void addTo(Functions functions) {
    Term self = new Make.Collect(new Access.Identity());
    by(functions, "sort", (run, sorted) -> values(sorted));
    by(functions, "group", SortFunctions::groups);
    by(functions, "unique", SortFunctions::unique);
    by(
        functions,
        "min",
        (run, sorted) -> sorted.isEmpty() ? NullNode.instance : sorted.get(0).value);
    by(functions, "max", (run, sorted) -> sorted.isEmpty() ? NullNode.instance : last(sorted));
    for (String name : List.of("sort", "unique", "min", "max")) {
      functions.nativeOne(
          name,
          0,
          (env, arguments, path, in, out) ->
              Objects.requireNonNull(functions.call(name + "_by", List.of(self)))
                  .each(env, null, in, out));
    }
  }

  /** What is done with sorted values. */
  private interface Use {
    JsonNode of(Evaluation run, List<Keyed> sorted);
  }

  /** A value with what it is sorted by. */
  private record Keyed(JsonNode key, JsonNode value) {}

  private static void by(Functions functions, String name, Use use) {
    functions.nativeOne(
        name + "_by",
        1,
        (env, arguments, path, in, out) -> {
          Evaluation run = env.run();
          Term key = new Make.Collect(arguments.get(0));
          List<Keyed> sorted = new ArrayList<>();
          if (!in.isArray()) {
            throw new JqError(JqError.named(in) + " cannot be sorted, as it is not an array");
          }
          for (JsonNode value : in) {
            sorted.add(new Keyed(key.value(env, value), value));
          }
          sorted.sort((a, b) -> Order.compare(run, a.key, b.key));
          out.emit(use.of(run, sorted), null);
        });
  }

  private static JsonNode last(List<Keyed> sorted) {
    return sorted.get(sorted.size() - 1).value;
  }

  private static JsonNode values(List<Keyed> sorted) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode(sorted.size());
    sorted.forEach(one -> values.add(one.value));
    return values;
  }

  private static JsonNode groups(Evaluation run, List<Keyed> sorted) {
    ArrayNode groups = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < sorted.size(); i++) {
      if (i == 0 || !Order.equal(run, sorted.get(i - 1).key, sorted.get(i).key)) {
        groups.addArray();
      }
      ((ArrayNode) groups.get(groups.size() - 1)).add(sorted.get(i).value);
    }
    return groups;
  }

  private static JsonNode unique(Evaluation run, List<Keyed> sorted) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < sorted.size(); i++) {
      if (i == 0 || !Order.equal(run, sorted.get(i - 1).key, sorted.get(i).key)) {
        values.add(sorted.get(i).value);
      }
    }
    return values;
  }
}
