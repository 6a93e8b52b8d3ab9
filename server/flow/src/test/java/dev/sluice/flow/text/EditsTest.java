package dev.sluice.flow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class EditsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String YAML =
      """
      # file
      name:   old   # kept
      do:
        # first
        - one: {set: 1}

        # about two
        # still two
        - two:
            script: |
              # no comment
              x
            then: end   # out

        - three: [a, b]
      use: # u
        x: 1
      """;

  @Test
  void shouldSetScalarInItsPlace() {
    assertThat(map(YAML, (d, m) -> new MapEdits(d, m).set("name", json("\"new\""))))
        .isEqualTo(YAML.replace("old", "new"));
    assertThat(map("a: 'x' # c\n", (d, m) -> new MapEdits(d, m).set("a", json("\"it's\""))))
        .isEqualTo("a: 'it''s' # c\n");
    assertThat(map("a:\nb: 1\n", (d, m) -> new MapEdits(d, m).set("a", json("\"1\""))))
        .isEqualTo("a: '1'\nb: 1\n");
    assertThat(map("{\"a\": 1}", (d, m) -> new MapEdits(d, m).set("a", json("\"1\""))))
        .isEqualTo("{\"a\": \"1\"}");
  }

  @Test
  void shouldSetBlocks() {
    assertThat(map("a: 1\nb: 2\n", (d, m) -> new MapEdits(d, m).set("a", json("{\"c\":[1,{}]}"))))
        .isEqualTo("a:\n  c:\n    - 1\n    - {}\nb: 2\n");
    assertThat(
            map("a:\n  c: 1\n  d: 1 # x\nb: 2\n", (d, m) -> new MapEdits(d, m).set("a", json("5"))))
        .isEqualTo("a: 5 # x\nb: 2\n");
    assertThat(map("a: 1\r\n", (d, m) -> new MapEdits(d, m).set("b", json("\"x\\ny\\n\""))))
        .isEqualTo("a: 1\r\nb: |\r\n  x\r\n  y\r\n");
  }

  @Test
  void shouldInsertEntries() {
    assertThat(map(YAML, (d, m) -> new MapEdits(d, m).insert(0, "a", json("1"))))
        .isEqualTo(YAML.replace("name:", "a: 1\nname:"));
    assertThat(map(YAML, (d, m) -> new MapEdits(d, m).insert(3, "a", json("1"))))
        .isEqualTo(YAML + "a: 1\n");
    assertThat(map("a: 1", (d, m) -> new MapEdits(d, m).insert(1, "b", json("2"))))
        .isEqualTo("a: 1\nb: 2");
    assertThat(map("{a: 1}", (d, m) -> new MapEdits(d, m).insert(1, "b", json("[1]"))))
        .isEqualTo("{a: 1, b: [1]}");
    assertThat(map("{\n  \"a\": 1\n}", (d, m) -> new MapEdits(d, m).insert(1, "b", json("[1]"))))
        .isEqualTo("{\n  \"a\": 1,\n  \"b\": [\n    1\n  ]\n}");
    assertThat(map("{}", (d, m) -> new MapEdits(d, m).insert(0, "b", json("1"))))
        .isEqualTo("{\n  \"b\": 1\n}");
  }

  @Test
  void shouldRemoveEntriesWithTheirComments() {
    assertThat(
            map(
                "# f\na: 1\n# b\nb: |\n  # x\n\n# c\nc: 2",
                (d, m) -> new MapEdits(d, m).remove("b")))
        .isEqualTo("# f\na: 1\n\n# c\nc: 2");
    assertThat(map("a: 1\nb: 2", (d, m) -> new MapEdits(d, m).remove("b"))).isEqualTo("a: 1\n");
    assertThat(map("{\"a\": 1,\n \"b\": 2}", (d, m) -> new MapEdits(d, m).remove("a")))
        .isEqualTo("{\"b\": 2}");
    assertThat(map("{a: 1, b: 2}", (d, m) -> new MapEdits(d, m).remove("b"))).isEqualTo("{a: 1}");
    assertThat(map("a: 1\n", (d, m) -> new MapEdits(d, m).remove("a"))).isEqualTo("{}\n");
  }

  @Test
  void shouldRemoveEntryBesideDash() {
    String text = "- a: 1 # x\n  # about b\n  b: 2\n";
    Document document = Document.read(text).orThrow();
    MapNode item = (MapNode) ((ListNode) document.root()).items().get(0);

    assertThat(document.edit(new MapEdits(document, item).remove("a")).orThrow().text())
        .isEqualTo("- # about b\n  b: 2\n");
    assertThat(
            document.edit(new MapEdits(document, item).insert(0, "z", json("0"))).orThrow().text())
        .isEqualTo("- z: 0\n  a: 1 # x\n  # about b\n  b: 2\n");
  }

  @Test
  void shouldRenameEntries() {
    assertThat(map("'a' : 1 # c\n", (d, m) -> new MapEdits(d, m).rename("a", "b")))
        .isEqualTo("'b' : 1 # c\n");
    assertThat(map("{\"a\":1}", (d, m) -> new MapEdits(d, m).rename("a", "b")))
        .isEqualTo("{\"b\":1}");
    assertThat(map("a: 1\n", (d, m) -> new MapEdits(d, m).rename("a", "1"))).isEqualTo("'1': 1\n");
    assertThatThrownBy(() -> map("a: 1\nb: 2", (d, m) -> new MapEdits(d, m).rename("a", "b")))
        .hasMessageContaining("there already");
  }

  @Test
  void shouldEditItemsWithTheirComments() {
    assertThat(tasks(ListEdits::remove, 1))
        .isEqualTo(
            YAML.replace(
                """
                  # about two
                  # still two
                  - two:
                      script: |
                        # no comment
                        x
                      then: end   # out
                """,
                ""));
    assertThat(tasks((edits, i) -> edits.insert(i, json("{\"n\":{\"wait\":{\"days\":1}}}")), 1))
        .isEqualTo(
            YAML.replace("  # about two", "  - n:\n      wait:\n        days: 1\n  # about two"));
    assertThat(tasks((edits, i) -> edits.insert(i, json("{\"n\":1}")), 3))
        .isEqualTo(YAML.replace("[a, b]\n", "[a, b]\n  - n: 1\n"));
  }

  @Test
  void shouldReorderItems() {
    assertThat(tasks((edits, i) -> edits.reorder(List.of(2, 0, 1)), 0))
        .isEqualTo(
            """
            # file
            name:   old   # kept
            do:
              - three: [a, b]

              # first
              - one: {set: 1}

              # about two
              # still two
              - two:
                  script: |
                    # no comment
                    x
                  then: end   # out
            use: # u
              x: 1
            """);
    Document flow = Document.read("[a , {b: 1},\n c]").orThrow();
    assertThat(
            flow.edit(new ListEdits(flow, (ListNode) flow.root()).reorder(List.of(2, 1, 0)))
                .orThrow()
                .text())
        .isEqualTo("[c , {b: 1},\n a]");
  }

  private static String map(String text, BiFunction<Document, MapNode, List<TextEdit>> edit) {
    Document document = Document.read(text).orThrow();
    return document.edit(edit.apply(document, (MapNode) document.root())).orThrow().text();
  }

  private static String tasks(BiFunction<ListEdits, Integer, List<TextEdit>> edit, int index) {
    Document document = Document.read(YAML).orThrow();
    ListEdits edits = new ListEdits(document, ((MapNode) document.root()).list("do"));
    return document.edit(edit.apply(edits, index)).orThrow().text();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
