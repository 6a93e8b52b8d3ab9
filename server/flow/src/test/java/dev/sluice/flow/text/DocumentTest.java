package dev.sluice.flow.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.flow.Conformance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentTest {
  @Test
  void shouldSaveOfficialExamplesAsTheyWere() {
    Conformance.examples()
        .forEach(
            (name, bytes) ->
                assertThat(Document.read(bytes).orThrow().bytes()).as(name).isEqualTo(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "# only a comment",
        "a: 1",
        "\ufeffa: 1\r\nb:   'x'   # note\r\n",
        "---\na: &x {b: [1,2,  3]}\nc: *x\n...\n",
        "a: |+\n  text\n\n\nb: >-\n  folded\n  text\r\n",
        "{\"a\" : [ 1,\t2 ],\r\n \"b\":\"\\ud83d\\ude00\"}",
        "\ufeff{ }",
        "😀: \"😀\" # 😀\nb: 1\n",
        "a: 1\rb: 2\r"
      })
  void shouldSaveWhatItReads(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(Document.read(bytes).orThrow().bytes()).isEqualTo(bytes);
  }

  @Test
  void shouldKnowWhereEachNodeIsWritten() {
    Document document =
        Document.read(
                """
                # head
                😀: &a !!str 'one'  # tail
                list:
                - x: [1, {y: 2}]
                  z: |
                    text

                empty:
                """)
            .orThrow();
    MapNode root = (MapNode) document.root();

    assertThat(document.text(node(root, "😀").span())).isEqualTo("'one'");
    assertThat(document.position(node(root, "😀").span().start())).isEqualTo(new Position(2, 13));
    MapNode item = (MapNode) root.list("list").items().get(0);
    assertThat(document.text(root.list("list").span()))
        .isEqualTo("- x: [1, {y: 2}]\n  z: |\n    text");
    assertThat(document.text(item.get("x").span())).isEqualTo("[1, {y: 2}]");
    assertThat(document.position(item.get("z").span().start())).isEqualTo(new Position(5, 6));
    assertThat(document.text(item.get("z").span())).isEqualTo("|\n    text");
    assertThat(node(root, "empty").span().length()).isZero();
  }

  @Test
  void shouldKnowWhereEachValueOfJsonIs() throws IOException {
    String text = "{\n \"a\": [true, -1.5, {\"b\": \"\\u0041\\n\"}],\n \"c\": null }\n";
    Document document = Document.read(text).orThrow();

    assertThat(document.syntax()).isEqualTo(Syntax.JSON);
    assertThat(Values.of(document.root()).toString())
        .isEqualTo(new ObjectMapper().readTree(text).toString());
    ListNode list = ((MapNode) document.root()).list("a");
    assertThat(document.text(list.items().get(1).span())).isEqualTo("-1.5");
    assertThat(document.position(list.items().get(2).span().start()))
        .isEqualTo(new Position(2, 20));
  }

  @Test
  void shouldReadSurrogatePairsWhereverTheyLie() {
    for (int length = 1015; length < 1035; length++) {
      String text = "a: " + "x".repeat(length) + "😀\n";

      assertThat(Document.read(text).orThrow().text()).isEqualTo(text);
    }
  }

  @Test
  void shouldReadAliasesAsWhatTheyName() {
    Document document = Document.read("a: &x {b: 1}\nc: *x\nd: [*x, *x]\n").orThrow();

    assertThat(Values.of(document.root()).toString())
        .isEqualTo("{\"a\":{\"b\":1},\"c\":{\"b\":1},\"d\":[{\"b\":1},{\"b\":1}]}");
  }

  @Test
  void shouldReadScalarsByTheCoreSchema() {
    String text =
        "[1.0.3, 1.0, 0x1f, 0o17, yes, on, true, ~, null, 2024-01-01, '1', \"x\", 1e3, .5, 08]";

    assertThat(Values.of(Document.read(text).orThrow().root()).toString())
        .isEqualTo(
            "[\"1.0.3\",1.0,31,15,\"yes\",\"on\",true,null,null,\"2024-01-01\",\"1\",\"x\",1000,0.5,8]"
                .replace("1000", "1E+3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\n---\\nb: 2|several-documents|2:1",
        "a: [1, 2|syntax|1:9",
        "a: b: c|syntax|1:5",
        "{\"a\": \"b\" 2}|syntax|1:11",
        "{\"a\": [tru,|syntax|1:8",
        "{\"a\"|syntax|1:5",
        "a: *b|syntax|1:4",
        "a: &a [*a]|syntax|1:8",
        "a: !mine 1|syntax|1:4",
        "[a]: 1|syntax|1:1",
        "a: \\u0007|syntax|1:4"
      })
  void shouldSayWhereItCannotBeRead(String text, String code, String place) {
    Reading reading = Document.read(text.replace("\\n", "\n").replace("\\u0007", "\u0007"));

    assertThat(reading.document()).isNull();
    Problem problem = reading.problems().get(0);
    assertThat(problem.code().text()).isEqualTo(code);
    assertThat(problem.position().line() + ":" + problem.position().column()).isEqualTo(place);
  }

  @Test
  void shouldRefuseBytesThatAreNoText() {
    Reading reading = Document.read(new byte[] {'a', ':', '\n', (byte) 0xff});

    assertThat(reading.problems())
        .extracting(Problem::code, Problem::position)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(ProblemCode.ENCODING, new Position(2, 1)));
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    byte[] bytes = "a: 1\n# ".concat("x".repeat(Limits.BYTES)).getBytes(StandardCharsets.UTF_8);

    assertThat(Document.read(bytes).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_LARGE);
  }

  @Test
  void shouldReadFileOfTenMegabytes() {
    StringBuilder text = new StringBuilder("do:\n");
    String value = "x".repeat(1000);
    while (text.length() < Limits.BYTES - 2000) {
      text.append("- task").append(text.length()).append(":\n    set: ").append(value).append("\n");
    }

    assertThat(Document.read(text.toString()).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{a: ", "- "})
  void shouldRefuseDeepNesting(String open) {
    assertThat(Document.read(open.repeat(100_000)).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_DEEP);
  }

  @Test
  void shouldRefuseAliasesThatGrow() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a%d: &a%d [".formatted(i, i)).append("*a%d, ".formatted(i - 1).repeat(9));
      text.append("x]\n");
    }

    assertThat(Document.read(text.toString()).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_LARGE);
  }

  @Test
  void shouldRefuseAliasesThatNestDeeply() {
    StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 1000; i++) {
      text.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
    }

    assertThat(Document.read(text.toString()).problems()).hasSize(1);
  }

  @Test
  void shouldKnowItsLineEnds() {
    Map.of("a: 1\r\nb: 2\n", "\r\n", "a: 1\n", "\n", "a: 1\rb: 2", "\r", "a: 1", "\n")
        .forEach(
            (text, end) ->
                assertThat(Document.read(text).orThrow().lineEnd()).as(text).isEqualTo(end));
  }

  private static Node node(MapNode map, String key) {
    return map.entry(key).value();
  }
}
