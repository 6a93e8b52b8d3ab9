package dev.sluice.flow.jq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads strings with what is interpolated. Not thread-safe. */
final class Strings {
  private final Source source;
  private final Parser parser;

  Strings(Source source, Parser parser) {
    this.source = source;
    this.parser = parser;
  }

  /**
   * Reads on behind the opening quote.
   *
   * @param format by which interpolated values become text
   */
  Term read(Names names, @Nullable String format) {
    List<Term> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (char c = source.character(); c != '"'; c = source.character()) {
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = source.character();
      if (escaped == '(') {
        parts.add(Parser.text(text.toString()));
        text.setLength(0);
        Term value = parser.pipe(names, true);
        source.expect(")");
        Term written = parser.call(Names.NONE, format == null ? "@text" : format, List.of());
        parts.add(new Control.Pipe(value, written));
      } else {
        text.append(unescaped(escaped));
      }
    }
    if (parts.isEmpty()) {
      return Parser.text(text.toString());
    }
    parts.add(Parser.text(text.toString()));
    return new Make.Interpolated(parts);
  }

  private char unescaped(char escaped) {
    return switch (escaped) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\', '/' -> escaped;
      case 'u' -> unicode();
      default -> throw source.error("'\\" + escaped + "' is no escape");
    };
  }

  private char unicode() {
    String digits = source.characters(4);
    try {
      return (char) Integer.parseInt(digits, 16);
    } catch (NumberFormatException e) {
      throw source.error("'\\u" + digits + "' is no escape");
    }
  }
}
