package dev.sluice.flow.text;

/**
 * A part of a document's text.
 *
 * @param start the first character's offset, from 0
 * @param end the offset after the last character
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("No span: " + start + " to " + end);
    }
  }

  /** How many characters it has. */
  public int length() {
    return end - start;
  }

  /** Whether a caret at this offset is in it; that at its end is. */
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }
}
