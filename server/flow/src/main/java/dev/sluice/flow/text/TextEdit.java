package dev.sluice.flow.text;

import java.util.Comparator;
import java.util.List;

/** One part of a text replaced by another. */
public record TextEdit(Span span, String replacement) {
  /** Text put in at an offset. */
  public static TextEdit insert(int offset, String text) {
    return new TextEdit(new Span(offset, offset), text);
  }

  /**
   * The text with all of them; those at the same offset in the order of the list.
   *
   * @throws IllegalArgumentException when they overlap or lie outside the text
   */
  public static String apply(String text, List<TextEdit> edits) {
    List<TextEdit> ordered =
        edits.stream().sorted(Comparator.comparingInt(edit -> edit.span.start())).toList();
    StringBuilder result = new StringBuilder();
    int done = 0;
    for (TextEdit edit : ordered) {
      if (edit.span.start() < done || edit.span.end() > text.length()) {
        throw new IllegalArgumentException("Edits overlap, or lie outside the text");
      }
      result.append(text, done, edit.span.start()).append(edit.replacement);
      done = edit.span.end();
    }
    return result.append(text, done, text.length()).toString();
  }
}
