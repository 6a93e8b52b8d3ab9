package dev.sluice.expression.cesql;

import java.util.Arrays;

/**
 * A pattern with % and _, both literal after a backslash. No text makes it backtrack further than
 * to its last %. Immutable.
 */
final class LikePattern {
  private static final int ANY = -1;
  private static final int ONE = -2;

  private final int[] parts;

  LikePattern(String pattern) {
    int[] given = pattern.codePoints().toArray();
    int[] read = new int[given.length];
    int count = 0;
    for (int i = 0; i < given.length; i++) {
      boolean escaped =
          given[i] == '\\' && i + 1 < given.length && (given[i + 1] == '%' || given[i + 1] == '_');
      if (escaped) {
        read[count++] = given[++i];
      } else {
        read[count++] = given[i] == '%' ? ANY : given[i] == '_' ? ONE : given[i];
      }
    }
    this.parts = Arrays.copyOf(read, count);
  }

  boolean matches(String value) {
    int[] text = value.codePoints().toArray();
    int at = 0;
    int part = 0;
    int star = -1;
    int starAt = 0;
    while (at < text.length) {
      if (part < parts.length && parts[part] == ANY) {
        star = part++;
        starAt = at;
      } else if (part < parts.length && (parts[part] == ONE || parts[part] == text[at])) {
        part++;
        at++;
      } else if (star >= 0) {
        part = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part] == ANY) {
      part++;
    }
    return part == parts.length;
  }
}
