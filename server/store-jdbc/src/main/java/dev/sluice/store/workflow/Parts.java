package dev.sluice.store.workflow;

import dev.sluice.store.sql.StoredText;
import java.util.ArrayList;
import java.util.List;

/** Texts that are longer than a column: parts of them, and the whole of parts. Not thread-safe. */
final class Parts {
  private static final int PART = 500_000;

  private final StringBuilder whole = new StringBuilder();

  /** The parts of a text, one at least. */
  static List<String> of(String content) {
    String text = StoredText.of(content, Integer.MAX_VALUE);
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (text.length() - start > PART) {
      int end = start + PART;
      end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
      parts.add(text.substring(start, end));
      start = end;
    }
    parts.add(text.substring(start));
    return parts;
  }

  /**
   * Takes the next part.
   *
   * @param first whether another text begins with it
   * @return what the text is so far
   */
  String add(boolean first, String part) {
    if (first) {
      whole.setLength(0);
    }
    return whole.append(part).toString();
  }
}
