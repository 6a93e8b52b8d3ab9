package dev.sluice.expression.cesql;

import java.util.Locale;

/**
 * A word or sign of an expression.
 *
 * @param text as it was written; of a string, its value
 * @param offset where it begins
 */
record Token(Kind kind, String text, int offset) {

  /** What sort of word it is. */
  enum Kind {
    WORD,
    NUMBER,
    STRING,
    SIGN,
    END
  }

  /** Whether it is this keyword, in any case, or this sign. */
  boolean is(String what) {
    return (kind == Kind.SIGN && text.equals(what))
        || (kind == Kind.WORD && text.equalsIgnoreCase(what));
  }

  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** For people. */
  String shown() {
    return kind == Kind.END ? "the end" : kind == Kind.STRING ? "a string" : "'" + text + "'";
  }
}
