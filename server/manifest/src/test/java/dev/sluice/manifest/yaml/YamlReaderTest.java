package dev.sluice.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlReaderTest {
  @Test
  void shouldReadSurrogatePairsWhereverTheyLie() {
    for (int length = 1015; length < 1035; length++) {
      String value = "x".repeat(length) + "😀";
      Problems problems = new Problems();

      List<Section> documents = YamlReader.read("f.yaml", "a: " + value + "\n", problems);

      assertThat(problems.all()).as("length %d", length).isEmpty();
      assertThat(documents.get(0).text("a")).isEqualTo(value);
    }
  }
}
