package dev.sluice.flow.jq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what values are taken apart by. Not thread-safe. */
final class Patterns {
  private final Parser parser;
  private final Source source;
  private Names names;

  Patterns(Parser parser, Source source, Names names) {
    this.parser = parser;
    this.source = source;
    this.names = names;
  }

  /** With what has been bound so far. */
  Names names() {
    return names;
  }

  Binding.Pattern read() {
    Binding.Pattern pattern = pattern();
    if (source.peek().equals("?//")) {
      throw source.error("alternatives of patterns (?//) are not supported");
    }
    return pattern;
  }

  private Binding.Pattern pattern() {
    parser.deeper();
    Binding.Pattern pattern;
    if (source.take("$")) {
      names = names.variable(source.name());
      pattern = new Binding.Name();
    } else if (source.take("[")) {
      List<Binding.Pattern> elements = new ArrayList<>();
      do {
        elements.add(pattern());
      } while (source.take(","));
      source.expect("]");
      pattern = new Binding.Elements(elements);
    } else {
      source.expect("{");
      List<Binding.Member> members = new ArrayList<>();
      do {
        members.add(member());
      } while (source.take(","));
      source.expect("}");
      pattern = new Binding.Members(members);
    }
    parser.back();
    return pattern;
  }

  private Binding.Member member() {
    if (source.take("$")) {
      String name = source.name();
      names = names.variable(name);
      Binding.@Nullable Pattern inner = source.take(":") ? pattern() : null;
      return new Binding.Member(Parser.text(name), true, inner);
    }
    Term key;
    if (source.take("(")) {
      key = parser.pipe(names, true);
      source.expect(")");
    } else if (source.take("\"")) {
      key = parser.string(names, null);
    } else {
      key = Parser.text(source.word());
    }
    source.expect(":");
    return new Binding.Member(key, false, pattern());
  }
}
