package dev.sluice.expression.cesql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens. Confined to its thread. */
final class Lexer {
  private static final List<String> SIGNS =
      List.of("!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ",", "+", "-", "*", "/", "%");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** All tokens, with one for the end. */
  static List<Token> tokens(String text) throws CesqlSyntaxException {
    return new Lexer(text).read();
  }

  private List<Token> read() throws CesqlSyntaxException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else if (c == '\'' || c == '"') {
        string(c);
      } else if (isWord(c)) {
        word();
      } else {
        sign();
      }
    }
    tokens.add(new Token(Token.Kind.END, "", at));
    return tokens;
  }

  private void word() {
    int start = at;
    boolean number = true;
    while (at < text.length() && isWord(text.charAt(at))) {
      number &= isDigit(text.charAt(at));
      at++;
    }
    tokens.add(
        new Token(number ? Token.Kind.NUMBER : Token.Kind.WORD, text.substring(start, at), start));
  }

  /** A backslash takes away the meaning of the quote after it and is itself otherwise. */
  private void string(char quote) throws CesqlSyntaxException {
    int start = at;
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at++;
      }
      value.append(text.charAt(at));
      at++;
    }
    if (at == text.length()) {
      throw new CesqlSyntaxException(
          Position.of(text, start), "the string that begins here has no closing " + quote);
    }
    at++;
    tokens.add(new Token(Token.Kind.STRING, value.toString(), start));
  }

  private void sign() throws CesqlSyntaxException {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        tokens.add(new Token(Token.Kind.SIGN, sign, at));
        at += sign.length();
        return;
      }
    }
    throw new CesqlSyntaxException(
        Position.of(text, at),
        "'" + Character.toString(text.codePointAt(at)) + "' does not belong here");
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
