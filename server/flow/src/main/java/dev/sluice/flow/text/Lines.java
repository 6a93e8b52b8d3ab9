package dev.sluice.flow.text;

import java.util.Arrays;

/** The lines of a text, ended by LF, CR LF or CR. Immutable. */
final class Lines {
  private final String text;
  private final int[] starts;

  Lines(String text) {
    this.text = text;
    int[] found = new int[64];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
  }

  Position position(int offset) {
    int line = line(offset);
    return new Position(line + 1, text.codePointCount(starts[line], offset) + 1);
  }

  /** Where the line of an offset starts. */
  int start(int offset) {
    return starts[line(offset)];
  }

  /** Where the line after that of an offset starts; the text's length on the last line. */
  int next(int offset) {
    int line = line(offset);
    return line + 1 < starts.length ? starts[line + 1] : text.length();
  }

  /** Where the line of an offset ends, before its line end. */
  int end(int offset) {
    int end = next(offset);
    while (end > start(offset) && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  /** What ends the lines of this text: what ends its first one. */
  String lineEnd() {
    if (starts.length < 2) {
      return "\n";
    }
    int next = starts[1];
    boolean crLf = next > 1 && text.charAt(next - 2) == '\r';
    return crLf ? "\r\n" : text.substring(next - 1, next);
  }

  private int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }
}
