package dev.sluice.logsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class TrigramsTest {

  @Test
  void shouldGiveEachCharWithTheTwoAfterIt() throws IOException {
    assertThat(terms("Wörd")).containsExactly("wör", "örd", "rd\0", "d\0\0");
    assertThat(terms("a")).containsExactly("a\0\0");
    assertThat(terms("")).isEmpty();
  }

  @Test
  void shouldAskForTheTermsOfAText() {
    assertThat(Trigrams.of("abcabc", 9))
        .extracting(TrigramsTest::text)
        .containsExactly("abc", "bca", "cab");
    assertThat(Trigrams.of("abcdefgh", 3))
        .extracting(TrigramsTest::text)
        .containsExactly("abc", "cde", "efg");
    assertThat(Trigrams.has("ab")).isFalse();
    assertThat(text(Trigrams.prefix("ab"))).isEqualTo("ab");
  }

  private static List<String> terms(String line) throws IOException {
    List<String> terms = new ArrayList<>();
    try (Trigrams trigrams = new Trigrams()) {
      trigrams.take(line);
      trigrams.reset();
      while (trigrams.incrementToken()) {
        terms.add(text(trigrams.getAttribute(BytesTermAttribute.class).getBytesRef()));
      }
    }
    return terms;
  }

  private static String text(BytesRef term) {
    return new String(term.bytes, term.offset, term.length, StandardCharsets.UTF_16BE);
  }
}
