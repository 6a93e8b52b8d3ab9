package dev.sluice.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlWriterTest {
  /** What makes YAML mean something else: indicators, spaces, line ends, control characters. */
  private static final List<String> PIECES =
      List.of(
          "a", "é", "\n", "\n\n", " ", "  ", "\t", "\r", "\r\n", ":", ": ", "#", " #", "-", "- ",
          "'", "\"", "\\", "{", "]", "|", ">", "%", "@", "&x", "*x", "!", "---\n", "...\n",
          "\u0085", "\u2028", "\ufeff", "\u0001", "😀", "null", "1e3", "0x1F", "true");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "yes",
        "true",
        "null",
        "~",
        "12",
        "1.5",
        "0o7",
        "2026-01-01",
        "- a",
        "a: b",
        "line\n",
        "line",
        "line\nnext",
        "line\n\n\n",
        "\nline\n",
        " indented\n  more\n",
        "tail \nx\n",
        "\tx = 1\n\ty\n",
        "a\r\nb\r\n",
        "# comment\ncode\n",
        "---\n...\n",
        "'\"'"
      })
  void shouldWriteTextThatReadsAsTheSame(String text) {
    assertThat(readBack(text)).as(YamlWriter.write(Map.of("k", text))).isEqualTo(text);
  }

  @Test
  void shouldWriteAnyTextSoThatItReadsAsTheSame() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(9); piece >= 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      assertThat(readBack(text.toString())).as("seed " + seed).isEqualTo(text.toString());
    }
  }

  @Test
  void shouldWriteSourceTextAsBlock() {
    assertThat(YamlWriter.write(Map.of("code", "def f():\n    return 1\n")))
        .isEqualTo("code: |\n  def f():\n      return 1\n");
  }

  private static String readBack(String text) {
    Problems problems = new Problems();
    List<Section> read =
        YamlReader.read("test", YamlWriter.write(Map.of("k", Map.of("t", text))), problems);
    assertThat(problems.all()).isEmpty();
    return read.get(0).get("k").orElseThrow().section().orElseThrow().text("t");
  }
}
