package dev.sluice.flow.text;

/** Steps over what means nothing between nodes. */
final class TextScan {
  private TextScan() {}

  /** After spaces, line ends and comments. */
  static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#' && (at == 0 || Character.isWhitespace(text.charAt(at - 1)))) {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  /** Before spaces and tabs. */
  static int skipSpaceBack(String text, int from) {
    int at = from;
    while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
      at--;
    }
    return at;
  }
}
