package dev.sluice.logsearch;

import dev.sluice.core.log.FoldedText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of a line: for each char of the folded text, it and the two that follow it; beyond the
 * end there are zeros, which no text has. So a text of three chars and more is in a line only if
 * all its terms are, and a shorter one only if the line has a term that begins with it. Not
 * thread-safe.
 */
final class Trigrams extends TokenStream {
  private static final int CHARS = 3;

  private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
  private final BytesRef bytes = new BytesRef(new byte[2 * CHARS]);
  private String text = "";
  private int at;

  /** Goes on with this line. */
  void take(String line) {
    text = FoldedText.of(line);
  }

  @Override
  public void reset() {
    at = 0;
  }

  @Override
  public boolean incrementToken() {
    if (at == text.length()) {
      return false;
    }
    clearAttributes();
    encode(text, at++, bytes.bytes);
    bytes.length = bytes.bytes.length;
    term.setBytesRef(bytes);
    return true;
  }

  private static void encode(String text, int from, byte[] into) {
    for (int i = 0; i < into.length / 2; i++) {
      char c = from + i < text.length() ? text.charAt(from + i) : 0;
      into[2 * i] = (byte) (c >> 8);
      into[2 * i + 1] = (byte) c;
    }
  }

  /** What every term begins with that shows a text of one or two chars, already folded. */
  static BytesRef prefix(String folded) {
    byte[] into = new byte[2 * folded.length()];
    encode(folded, 0, into);
    return new BytesRef(into);
  }

  /** Whether a folded text has terms of its own. */
  static boolean has(String folded) {
    return folded.length() >= CHARS;
  }

  /**
   * The different terms within a folded text.
   *
   * @param most spread over the text when there are more
   */
  static List<BytesRef> of(String folded, int most) {
    Set<BytesRef> all = new LinkedHashSet<>();
    for (int i = 0; i + CHARS <= folded.length(); i++) {
      byte[] into = new byte[2 * CHARS];
      encode(folded, i, into);
      all.add(new BytesRef(into));
    }
    List<BytesRef> terms = new ArrayList<>(all);
    if (terms.size() <= most) {
      return terms;
    }
    List<BytesRef> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(terms.get((int) ((long) i * terms.size() / most)));
    }
    return some;
  }
}
