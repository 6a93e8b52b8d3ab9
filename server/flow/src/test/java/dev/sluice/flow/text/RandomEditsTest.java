package dev.sluice.flow.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.Conformance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random edits of the official examples, as YAML and as JSON: the text then says what it should.
 */
final class RandomEditsTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DOCUMENTS = Integer.getInteger("edits.documents", 2000);
  private static final List<String> TEXTS =
      List.of(
          "x",
          "",
          " x ",
          "1",
          "true",
          "null",
          "~",
          "a: b",
          "#",
          "a #b",
          "- a",
          "it's",
          "\"q\"",
          "${ .x }",
          "two\nlines",
          "ends\n",
          "  indented\nlines\n",
          "tab\there",
          "*a",
          "&a",
          "%",
          "@x",
          "?",
          "{a",
          "a, b",
          "é\u2028😀",
          "\u0007",
          "---",
          "x:",
          "a\n\n\nb\n\n",
          "0x1f",
          "08");

  @Test
  void shouldSayWhatItShouldAfterEachEdit() {
    List<String> texts = new ArrayList<>();
    for (byte[] bytes : Conformance.examples().values()) {
      // Lines of spaces alone would belong to a block scalar that is put above them.
      String text = Document.read(bytes).orThrow().text().replaceAll("(?m)^ +$", "");
      Document document = Document.read(text).orThrow();
      texts.add(document.text());
      texts.add(document.text().replace("\n", "\r\n"));
      texts.add(Values.of(document.root()).toString());
      texts.add(Values.of(document.root()).toPrettyString());
      texts.add(document.text().replaceAll("(?m)^( *)(- |\\w+:)", "$1# about\n$1$2"));
    }
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + DOCUMENTS; seed++) {
      Random random = new Random(seed);
      Document document = Document.read(texts.get(random.nextInt(texts.size()))).orThrow();
      for (int step = 0; step < 3; step++) {
        document = edited(document, random, seed);
      }
    }
  }

  private static Document edited(Document document, Random random, long seed) {
    JsonNode value = Values.of(document.root());
    Map<Node, JsonNode> containers = new LinkedHashMap<>();
    collect(document.root(), value, containers);
    List<Node> nodes = new ArrayList<>(containers.keySet());
    Node node = nodes.get(random.nextInt(nodes.size()));
    List<TextEdit> edits =
        node instanceof MapNode map
            ? edit(document, map, (ObjectNode) containers.get(node), random)
            : edit(document, (ListNode) node, (ArrayNode) containers.get(node), random);
    String text = TextEdit.apply(document.text(), edits);
    String about = "seed %d, %s on\n%s\ngave\n%s".formatted(seed, edits, document.text(), text);
    Reading reading = document.withText(text);
    assertThat(reading.problems()).as(about).isEmpty();
    Document result = reading.orThrow();
    assertThat(Values.of(result.root()).toString()).as(about).isEqualTo(value.toString());
    return result;
  }

  private static void collect(Node node, JsonNode value, Map<Node, JsonNode> containers) {
    if (node instanceof MapNode map) {
      containers.put(map, value);
      map.entries().forEach(entry -> collect(entry.value(), value.get(entry.name()), containers));
    } else if (node instanceof ListNode list) {
      containers.put(list, value);
      for (int i = 0; i < list.items().size(); i++) {
        collect(list.items().get(i), value.get(i), containers);
      }
    }
  }

  private static List<TextEdit> edit(
      Document document, MapNode map, ObjectNode value, Random random) {
    MapEdits edits = new MapEdits(document, map);
    List<String> names = map.entries().stream().map(Entry::name).toList();
    String name = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
    String fresh = "n" + TEXTS.get(random.nextInt(TEXTS.size())).replace("\n", "");
    JsonNode other = value(random, 2);
    switch (names.isEmpty() || value.has(fresh) ? 3 : random.nextInt(5)) {
      case 0 -> {
        value.remove(name);
        return edits.remove(name);
      }
      case 1 -> {
        replace(value, names, name, fresh);
        return edits.rename(name, fresh);
      }
      case 2 -> {
        value.set(name, other);
        return edits.set(name, other);
      }
      default -> {
        if (value.has(fresh)) {
          value.set(fresh, other);
          return edits.set(fresh, other);
        }
        int index = random.nextInt(names.size() + 1);
        insert(value, names, index, fresh, other);
        return edits.insert(index, fresh, other);
      }
    }
  }

  private static void replace(ObjectNode value, List<String> names, String from, String to) {
    for (String name : names) {
      JsonNode old = value.remove(name);
      value.set(name.equals(from) ? to : name, old);
    }
  }

  private static void insert(
      ObjectNode value, List<String> names, int index, String name, JsonNode other) {
    value.set(name, other);
    for (String later : names.subList(index, names.size())) {
      JsonNode old = value.remove(later);
      value.set(later, old);
    }
  }

  private static List<TextEdit> edit(
      Document document, ListNode list, ArrayNode value, Random random) {
    ListEdits edits = new ListEdits(document, list);
    int size = list.items().size();
    int choice = size == 0 ? 0 : random.nextInt(3);
    if (choice == 0) {
      int index = random.nextInt(size + 1);
      JsonNode other = value(random, 2);
      value.insert(index, other);
      return edits.insert(index, other);
    }
    if (choice == 1) {
      int index = random.nextInt(size);
      value.remove(index);
      return edits.remove(index);
    }
    List<Integer> order = new ArrayList<>();
    List<JsonNode> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      order.add(i);
      items.add(value.get(i));
    }
    Collections.shuffle(order, random);
    value.removeAll();
    order.forEach(index -> value.add(items.get(index)));
    return edits.reorder(order);
  }

  private static JsonNode value(Random random, int depth) {
    switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> {
        return JSON.numberNode(random.nextInt(100));
      }
      case 1 -> {
        return JSON.booleanNode(random.nextBoolean());
      }
      case 5 -> {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          object.set(TEXTS.get(random.nextInt(TEXTS.size())), value(random, depth - 1));
        }
        return object;
      }
      case 6 -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        return array;
      }
      default -> {
        return JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      }
    }
  }
}
