package dev.sluice.flow.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads JSON (RFC 8259) into nodes. Not thread-safe. */
final class JsonTree {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private int at;

  private JsonTree(String text) {
    this.text = text;
  }

  static Node read(String text) throws SyntaxException {
    JsonTree reader = new JsonTree(text);
    reader.skipSpace();
    Node root = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.unexpected("the end");
    }
    return root;
  }

  private Node value(int depth) throws SyntaxException {
    if (depth > Limits.DEPTH) {
      throw SyntaxException.tooDeep(at);
    }
    return switch (peek()) {
      case '{' -> map(depth);
      case '[' -> list(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private MapNode map(int depth) throws SyntaxException {
    int start = at++;
    List<Entry> entries = new ArrayList<>();
    skipSpace();
    while (peek() != '}') {
      if (!entries.isEmpty()) {
        expect(',');
        skipSpace();
      }
      if (peek() != '"') {
        throw unexpected("a key in double quotes");
      }
      ScalarNode key = string();
      skipSpace();
      expect(':');
      skipSpace();
      entries.add(new Entry(key, value(depth + 1)));
      skipSpace();
    }
    at++;
    return new MapNode(new Span(start, at), start, true, entries);
  }

  private ListNode list(int depth) throws SyntaxException {
    int start = at++;
    List<Node> items = new ArrayList<>();
    skipSpace();
    while (peek() != ']') {
      if (!items.isEmpty()) {
        expect(',');
        skipSpace();
      }
      items.add(value(depth + 1));
      skipSpace();
    }
    at++;
    return new ListNode(new Span(start, at), start, true, items);
  }

  private ScalarNode string() throws SyntaxException {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        at--;
        throw unexpected("an escape like \\n");
      }
      value.append(c == '\\' ? escape() : c);
    }
    at++;
    return new ScalarNode(
        new Span(start, at), start, value.toString(), ScalarType.STRING, ScalarStyle.DOUBLE_QUOTED);
  }

  private char escape() throws SyntaxException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> {
        at--;
        throw unexpected("an escape that JSON knows");
      }
    };
  }

  private char unicode() throws SyntaxException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw unexpected("a hexadecimal digit");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private ScalarNode word() throws SyntaxException {
    int start = at;
    while (at < text.length() && ",]} \t\r\n:\"{[".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    ScalarType type =
        switch (word) {
          case "null" -> ScalarType.NULL;
          case "true", "false" -> ScalarType.BOOLEAN;
          default -> number(word, start);
        };
    return new ScalarNode(new Span(start, at), start, word, type, ScalarStyle.PLAIN);
  }

  private ScalarType number(String word, int start) throws SyntaxException {
    if (INTEGER.matcher(word).matches()) {
      return ScalarType.INTEGER;
    }
    if (NUMBER.matcher(word).matches()) {
      return ScalarType.NUMBER;
    }
    at = start;
    throw unexpected("a value");
  }

  private void expect(char c) throws SyntaxException {
    if (peek() != c) {
      throw unexpected("'" + c + "'");
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws SyntaxException {
    if (at >= text.length()) {
      throw new SyntaxException(
          ProblemCode.SYNTAX, text.length(), "this is no JSON: it ends too early");
    }
    return text.charAt(at);
  }

  private SyntaxException unexpected(String expected) {
    return new SyntaxException(
        ProblemCode.SYNTAX,
        at,
        "this is no JSON: '"
            + new String(Character.toChars(text.codePointAt(at)))
            + "' where "
            + expected
            + " should be");
  }
}
