package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads terms: what stands between operators. Not thread-safe. */
final class Terms {
  private final Parser parser;
  private final Source source;
  private final Names names;

  Terms(Parser parser, Source source, Names names) {
    this.parser = parser;
    this.source = source;
    this.names = names;
  }

  /**
   * A term with what follows it immediately.
   *
   * @param binding whether it may be bound by {@code as}
   */
  Term postfix(boolean binding) {
    parser.deeper();
    Term term = suffixes(primary());
    if (binding && source.take("as")) {
      Patterns patterns = new Patterns(parser, source, names);
      Binding.Pattern pattern = patterns.read();
      source.expect("|");
      term = new Binding.As(term, pattern, parser.pipe(patterns.names(), true));
    }
    parser.back();
    return term;
  }

  private Term suffixes(Term start) {
    Term term = start;
    while (true) {
      switch (source.peek()) {
        case "." -> {
          source.take(".");
          term = dotted(term);
        }
        case "[" -> term = bracket(term);
        case "?" -> {
          source.take("?");
          term = new Control.Try(term, null);
        }
        default -> {
          return term;
        }
      }
    }
  }

  /** What comes behind a dot. */
  private Term dotted(Term of) {
    if (source.take("\"")) {
      return field(of, parser.string(names, null));
    }
    if (source.peek().equals("[")) {
      return bracket(of);
    }
    String name = source.word();
    return new Access.Field(of, name, source.take("?"));
  }

  private Term field(Term of, Term key) {
    return new Access.Index(of, key, source.take("?"));
  }

  private Term bracket(Term of) {
    source.expect("[");
    if (source.take("]")) {
      return new Access.Iterate(of, source.take("?"));
    }
    Term none = new Make.Literal(NullNode.instance);
    if (source.take(":")) {
      Term to = parser.pipe(names, true);
      source.expect("]");
      return new Access.Slice(of, none, to, source.take("?"));
    }
    Term key = parser.pipe(names, true);
    if (source.take(":")) {
      Term to = source.peek().equals("]") ? none : parser.pipe(names, true);
      source.expect("]");
      return new Access.Slice(of, key, to, source.take("?"));
    }
    source.expect("]");
    return new Access.Index(of, key, source.take("?"));
  }

  private Term primary() {
    if (source.numberNow()) {
      return new Make.Literal(number(source.number()));
    }
    String next = source.peek();
    switch (next) {
      case "." -> {
        source.take(".");
        if (source.namesNow()) {
          return dotted(new Access.Identity());
        }
        return source.peek().equals("\"") ? dotted(new Access.Identity()) : new Access.Identity();
      }
      case ".." -> {
        source.take("..");
        return new Access.Recurse(null);
      }
      case "\"" -> {
        source.take("\"");
        return parser.string(names, null);
      }
      case "@" -> {
        return format();
      }
      case "$" -> {
        source.take("$");
        return parser.variable(names, source.word());
      }
      case "(" -> {
        source.take("(");
        Term inside = parser.pipe(names, true);
        source.expect(")");
        return inside;
      }
      case "[" -> {
        source.take("[");
        Term inside = source.peek().equals("]") ? null : parser.pipe(names, true);
        source.expect("]");
        return new Make.Collect(inside);
      }
      case "{" -> {
        return new Objects(parser, source, names).read();
      }
      case "-" -> {
        source.take("-");
        return new Control.Negate(postfix(false));
      }
      default -> {
        if (!Source.isWord(next)) {
          throw source.unexpected("a value is missing");
        }
        return word(next);
      }
    }
  }

  private Term format() {
    source.take("@");
    String format = "@" + source.word();
    if (source.peek().equals("\"")) {
      source.take("\"");
      return parser.string(names, format);
    }
    return parser.call(Names.NONE, format, List.of());
  }

  private static com.fasterxml.jackson.databind.JsonNode number(String text) {
    try {
      return Numbers.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Numbers.of(Double.parseDouble(text));
    }
  }

  private Term word(String word) {
    return switch (word) {
      case "if" -> {
        source.take(word);
        yield condition();
      }
      case "try" -> {
        source.take(word);
        Term body = postfix(false);
        yield new Control.Try(body, source.take("catch") ? postfix(false) : null);
      }
      case "reduce", "foreach" -> {
        source.take(word);
        yield loop(word.equals("reduce"));
      }
      case "label" -> {
        source.take(word);
        source.expect("$");
        String label = source.name();
        source.expect("|");
        yield new Control.Label(parser.pipe(names.label(label), true));
      }
      case "break" -> {
        source.take(word);
        source.expect("$");
        yield new Control.Break(names.label(source.name(), source));
      }
      case "true", "false", "null" -> {
        source.take(word);
        yield new Make.Literal(Parser.constant(word));
      }
      default -> call();
    };
  }

  private Term call() {
    if (Source.isKeyword(source.peek())) {
      throw source.unexpected("a value is missing");
    }
    String name = source.name();
    List<Term> arguments = new ArrayList<>();
    if (source.take("(")) {
      do {
        arguments.add(parser.pipe(names, true));
      } while (source.take(";"));
      source.expect(")");
    }
    return parser.call(names, name, arguments);
  }

  private Term condition() {
    parser.deeper();
    Term condition = parser.pipe(names, true);
    source.expect("then");
    Term then = parser.pipe(names, true);
    Term otherwise;
    if (source.take("elif")) {
      otherwise = condition();
    } else {
      otherwise = source.take("else") ? parser.pipe(names, true) : new Access.Identity();
      source.expect("end");
    }
    parser.back();
    return new Control.If(condition, then, otherwise);
  }

  private Term loop(boolean reduce) {
    Term from = postfix(false);
    source.expect("as");
    Patterns patterns = new Patterns(parser, source, names);
    Binding.Pattern pattern = patterns.read();
    source.expect("(");
    Term start = parser.pipe(names, true);
    source.expect(";");
    Term update = parser.pipe(patterns.names(), true);
    @Nullable Term extract = null;
    if (!reduce && source.take(";")) {
      extract = parser.pipe(patterns.names(), true);
    }
    source.expect(")");
    Binding.Loop loop = new Binding.Loop(from, pattern, start);
    return reduce
        ? new Binding.Reduce(loop, update)
        : new Binding.Foreach(loop, update, extract == null ? new Access.Identity() : extract);
  }

  /** Reads objects. */
  private record Objects(Parser parser, Source source, Names names) {
    Term read() {
      source.expect("{");
      List<Make.Entry> entries = new ArrayList<>();
      if (!source.take("}")) {
        do {
          entries.add(entry());
        } while (source.take(","));
        source.expect("}");
      }
      return new Make.Fields(entries);
    }

    private Make.Entry entry() {
      if (source.take("$")) {
        String name = source.word();
        return new Make.Entry(Parser.text(name), parser.variable(names, name));
      }
      if (source.take("(")) {
        Term key = parser.pipe(names, true);
        source.expect(")");
        source.expect(":");
        return new Make.Entry(key, parser.pipe(names, false));
      }
      Term key = key();
      if (source.take(":")) {
        return new Make.Entry(key, parser.pipe(names, false));
      }
      return new Make.Entry(key, new Access.Index(new Access.Identity(), key, false));
    }

    private Term key() {
      if (source.take("\"")) {
        return parser.string(names, null);
      }
      if (source.take("@")) {
        String format = "@" + source.word();
        source.expect("\"");
        return parser.string(names, format);
      }
      if (source.numberNow()) {
        return Parser.text(source.number());
      }
      return new Make.Literal(TextNode.valueOf(source.word()));
    }
  }
}
