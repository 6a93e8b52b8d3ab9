package dev.sluice.core.log;

/** Text as it is compared where case does not matter: the same on every database and live. */
public final class FoldedText {
  private static final char REPLACEMENT = '\uFFFD';

  private FoldedText() {}

  /**
   * The text with each character in the one case that stands for both, whatever stands beside it,
   * so that a part of a text folds to a part of the folded text. What cannot be stored (NUL and
   * halves of surrogate pairs) becomes U+FFFD, as it does in the store.
   */
  public static String of(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c == 0 ? REPLACEMENT : c);
      } else if (!Character.isSurrogate(c)) {
        folded.append(Character.toLowerCase(Character.toUpperCase(c)));
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(point)));
      } else {
        folded.append(REPLACEMENT);
      }
    }
    return folded.toString();
  }
}
