package dev.sluice.source.s3;

import java.util.List;

/** Objects as lines of text. Sizes are left out: whoever removes an object does not need them. */
final class Entries {
  private Entries() {}

  static String write(List<Listed> entries) {
    StringBuilder lines = new StringBuilder();
    entries.forEach(each -> line(lines, each));
    return lines.toString();
  }

  /**
   * How many of the first ones have so many characters at most; one at least where there is one.
   */
  static int fitting(List<Listed> entries, int most) {
    StringBuilder lines = new StringBuilder();
    int count = 0;
    while (count < entries.size()) {
      line(lines, entries.get(count));
      if (lines.length() > most && count > 0) {
        return count;
      }
      count++;
    }
    return count;
  }

  private static void line(StringBuilder lines, Listed entry) {
    lines
        .append(escaped(entry.etag()))
        .append(' ')
        .append(Long.toString(entry.millis(), Character.MAX_RADIX))
        .append(' ')
        .append(escaped(entry.key()))
        .append('\n');
  }

  static Listed read(String line) {
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    return new Listed(
        plain(line.substring(second + 1)),
        plain(line.substring(0, first)),
        -1,
        Long.parseLong(line.substring(first + 1, second), Character.MAX_RADIX));
  }

  /** What would end a line or a word, or is refused by databases, in percent encoding. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean odd = c <= ' ' || c == '%' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029;
      if (odd) {
        escaped.append('%').append(Integer.toHexString(0x1_0000 | c).substring(1));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String plain(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
