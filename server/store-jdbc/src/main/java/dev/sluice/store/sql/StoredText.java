package dev.sluice.store.sql;

/** Makes text storable in every database. */
public final class StoredText {
  private static final char REPLACEMENT = '\uFFFD';

  private StoredText() {}

  /**
   * The text with NUL and halves of surrogate pairs replaced by U+FFFD, and cut to a length:
   * PostgreSQL refuses the former, and one such line must not keep a thousand others out.
   *
   * @param length most chars
   */
  public static String of(String text, int length) {
    String cut = text.length() <= length ? text : text.substring(0, length);
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      if (c == '\0' || Character.isSurrogate(c)) {
        return cleaned(cut);
      }
    }
    return cut;
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(c == '\0' || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return clean.toString();
  }
}
