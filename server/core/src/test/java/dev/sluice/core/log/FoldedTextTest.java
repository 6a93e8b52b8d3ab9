package dev.sluice.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedTextTest {

  @Test
  void shouldMakeBothCasesTheSame() {
    assertThat(FoldedText.of("Größe ΟΔΟΣ Привет İıI K\u212A \ud801\udc00"))
        .isEqualTo("größe οδοσ привет iii kk \ud801\udc28");
    assertThat(FoldedText.of("ΟΔΟΣΑ")).contains(FoldedText.of("οδος"));
    assertThat(FoldedText.of("[@`{]^_~")).isEqualTo("[@`{]^_~");
    assertThat(FoldedText.of("")).isEmpty();
  }

  @Test
  void shouldReplaceWhatTheStoreReplaces() {
    assertThat(FoldedText.of("a\0b\ud801c\udc00"))
        .isEqualTo("a\ufffdb\ufffdc\ufffd")
        .isEqualTo(FoldedText.of("a\ufffdb\ufffdc\ufffd"));
  }
}
