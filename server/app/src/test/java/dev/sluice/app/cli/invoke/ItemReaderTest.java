package dev.sluice.app.cli.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.app.cli.shell.CliException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ItemReaderTest {
  @Test
  void shouldReadElementsOfArray() throws IOException {
    assertThat(items("[1, {\"a\": [2, 3]},\n \"x\", null]", null))
        .containsExactly("1", "{\"a\":[2,3]}", "\"x\"", "null");
  }

  @Test
  void shouldReadJsonLines() throws IOException {
    assertThat(items("{\"a\":1}\n{\"a\":2}\n\n{\"a\":3}", null))
        .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
  }

  @Test
  void shouldReadArrayDeepInDocument() throws IOException {
    assertThat(items("{\"b\":{\"c\":[9]},\"a\":{\"x\":[0],\"b\":[1,[2]]},\"z\":[3]}", "a.b"))
        .containsExactly("1", "[2]");
  }

  @Test
  void shouldKeepAllDigitsOfNumbers() throws IOException {
    assertThat(items("[1.10, 0.1234567890123456789012345, 12345678901234567890]", null))
        .containsExactly("1.10", "0.1234567890123456789012345", "12345678901234567890");
  }

  @Test
  void shouldReadNothingFromEmptyInput() throws IOException {
    assertThat(items("", null)).isEmpty();
    assertThat(items("[]", null)).isEmpty();
  }

  @Test
  void shouldSayWhereFileIsBroken() {
    assertThatThrownBy(() -> items("[1,\n{\"a\":}]", null))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("standard input is not JSON at line 2, column");
    assertThatThrownBy(() -> items("[1,{\"a\":", null)).isInstanceOf(CliException.class);
    assertThatThrownBy(() -> items("[1", null)).isInstanceOf(CliException.class);
  }

  @Test
  void shouldSayWhichPartOfPathIsMissing() {
    assertThatThrownBy(() -> items("{\"a\":{}}", "a.b"))
        .hasMessage("there is no 'b' of --path a.b in standard input");
    assertThatThrownBy(() -> items("{\"a\":1}", "a")).hasMessageContaining("is no array");
    assertThatThrownBy(() -> items("[1]", "a")).hasMessageContaining("there is no 'a'");
  }

  private static List<String> items(String text, String path) throws IOException {
    List<String> items = new ArrayList<>();
    try (ItemReader reader =
        ItemReader.open(
            "-", path, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      for (byte[] item = reader.next(); item != null; item = reader.next()) {
        items.add(new String(item, StandardCharsets.UTF_8));
      }
    }
    return items;
  }
}
