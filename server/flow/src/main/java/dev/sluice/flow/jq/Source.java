package dev.sluice.flow.jq;

import java.util.Set;

/** The text of an expression, read once from its start to its end. Not thread-safe. */
final class Source {
  private static final Set<String> WORDS =
      Set.of(
          "if", "then", "elif", "else", "end", "as", "def", "reduce", "foreach", "try", "catch",
          "label", "and", "or", "import", "include", "__loc__");

  private static final String[] SIGNS = {
    "?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//", "..", "|", ",",
    "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ":", ";", "?", "$", "@",
    ".", "\""
  };

  private final String text;
  private int at;

  Source(String text) {
    this.text = text;
  }

  /** The sign or word that comes next; empty at the end. It is not read yet. */
  String peek() {
    space();
    if (at >= text.length()) {
      return "";
    }
    char c = text.charAt(at);
    if (isStart(c)) {
      return text.substring(at, wordEnd());
    }
    if (Character.isDigit(c)) {
      return "0";
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        return sign;
      }
    }
    throw error("'" + text.substring(at, text.offsetByCodePoints(at, 1)) + "' is no part of jq");
  }

  boolean take(String token) {
    if (!peek().equals(token)) {
      return false;
    }
    at += token.length();
    return true;
  }

  void expect(String token) {
    if (!take(token)) {
      throw unexpected("'" + token + "' is missing");
    }
  }

  /** A word that may be a name of something: no keyword. */
  String name() {
    String word = word();
    if (WORDS.contains(word)) {
      throw error("'" + word + "' is a keyword and no name");
    }
    return word;
  }

  /** A word, be it a keyword. */
  String word() {
    String word = peek();
    if (!isWord(word)) {
      throw unexpected("a name is missing");
    }
    at += word.length();
    return word;
  }

  static boolean isWord(String token) {
    return !token.isEmpty() && isStart(token.charAt(0));
  }

  static boolean isKeyword(String token) {
    return WORDS.contains(token);
  }

  /** Whether the next character, without any space before it, starts a name. */
  boolean namesNow() {
    return at < text.length() && isStart(text.charAt(at));
  }

  /** Whether a number starts here, be it with a dot. */
  boolean numberNow() {
    space();
    int digit = at < text.length() && text.charAt(at) == '.' ? at + 1 : at;
    return digit < text.length() && Character.isDigit(text.charAt(digit));
  }

  String number() {
    space();
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int mark = at++;
      if (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      int exponent = at;
      digits();
      at = at == exponent ? mark : at;
    }
    return text.substring(start, at);
  }

  private void digits() {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
  }

  /** The next character of a string; the string's end and interpolations are told by the reader. */
  char character() {
    if (at >= text.length()) {
      throw error("a string has no end");
    }
    return text.charAt(at++);
  }

  String characters(int count) {
    if (at + count > text.length()) {
      throw error("a string has no end");
    }
    at += count;
    return text.substring(at - count, at);
  }

  int line() {
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  SyntaxError unexpected(String why) {
    String next = peek();
    return error(
        next.isEmpty()
            ? "it ends too early: " + why
            : "'" + (next.equals("0") ? number() : next) + "' is not expected: " + why);
  }

  SyntaxError error(String why) {
    int start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
    return new SyntaxError(why + " (line " + line() + ", column " + (at - start + 1) + ")");
  }

  private void space() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private int wordEnd() {
    int end = at;
    while (end < text.length()
        && (isStart(text.charAt(end))
            || Character.isDigit(text.charAt(end))
            || (text.startsWith("::", end)
                && end + 2 < text.length()
                && isStart(text.charAt(end + 2))))) {
      end += text.startsWith("::", end) ? 2 : 1;
    }
    return end;
  }

  private static boolean isStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
