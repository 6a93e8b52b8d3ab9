package dev.sluice.core.association;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.association.Association.Combine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a combination is whole: {@code all}, {@code any}, or names of parts with {@code and}, {@code
 * or} and parentheses, of which {@code and} binds closer. Immutable.
 */
final class Condition {
  /** What no part can be called. */
  static final Set<String> WORDS = Set.of("and", "or", "all", "any", "not");

  private static final int MOST_CHARS = 1_000;
  private static final Pattern TOKEN = Pattern.compile("\\s*(?:([A-Za-z0-9_-]+)|([()]))");
  private static final String END = "";
  private static final String HINT =
      "Write it like 'all', 'any', or '(order and paid) or cancelled' with names of parts.";

  private final Predicate<Set<String>> whole;
  private final Set<String> named;

  private Condition(Predicate<Set<String>> whole, Set<String> named) {
    this.whole = whole;
    this.named = named;
  }

  /**
   * Reads a condition over these parts.
   *
   * @throws SluiceException {@code INVALID_REQUEST} with what is wrong, and where
   */
  static Condition parse(String text, Collection<String> parts) {
    if (text.equals(Combine.ALL)) {
      return new Condition(there -> there.containsAll(parts), Set.copyOf(parts));
    }
    if (text.equals(Combine.ANY)) {
      return new Condition(there -> !there.isEmpty(), Set.copyOf(parts));
    }
    if (text.length() > MOST_CHARS) {
      throw invalid("'when' has " + text.length() + " characters; " + MOST_CHARS + " are most.");
    }
    Reader reader = new Reader(text, parts);
    Predicate<Set<String>> whole = reader.any();
    reader.finish();
    return new Condition(whole, reader.named);
  }

  /** Whether nothing is missing. */
  boolean isWhole(Set<String> there) {
    return whole.test(there);
  }

  /** The parts that it speaks of. */
  Set<String> named() {
    return named;
  }

  private static SluiceException invalid(String detail) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, HINT);
  }

  /** A word or a parenthesis, and at which character from 1. */
  private record Token(String text, int at) {
    boolean is(String word) {
      return text.toLowerCase(Locale.ROOT).equals(word);
    }
  }

  private static final class Reader {
    private final List<Token> tokens = new ArrayList<>();
    private final Collection<String> parts;
    private final Set<String> named = new LinkedHashSet<>();
    private int next;

    Reader(String text, Collection<String> parts) {
      this.parts = parts;
      Matcher matcher = TOKEN.matcher(text);
      int at = 0;
      int end = text.stripTrailing().length();
      while (at < end) {
        if (!matcher.find(at) || matcher.start() != at) {
          String rest = text.substring(at).stripLeading();
          throw invalid(
              "'when' has '"
                  + Character.toString(rest.codePointAt(0))
                  + "' at character "
                  + (text.length() - rest.length() + 1)
                  + ".");
        }
        int group = matcher.group(1) == null ? 2 : 1;
        tokens.add(new Token(matcher.group(group), matcher.start(group) + 1));
        at = matcher.end();
      }
      tokens.add(new Token(END, text.length() + 1));
    }

    Predicate<Set<String>> any() {
      Predicate<Set<String>> one = every();
      while (tokens.get(next).is("or")) {
        next++;
        one = one.or(every());
      }
      return one;
    }

    private Predicate<Set<String>> every() {
      Predicate<Set<String>> one = single();
      while (tokens.get(next).is("and")) {
        next++;
        one = one.and(single());
      }
      return one;
    }

    private Predicate<Set<String>> single() {
      Token token = tokens.get(next);
      if (token.is("(")) {
        next++;
        Predicate<Set<String>> inner = any();
        if (!tokens.get(next).is(")")) {
          throw unexpected("')', 'and' or 'or'");
        }
        next++;
        return inner;
      }
      String name = token.text();
      if (token.is(END) || token.is(")") || WORDS.contains(name.toLowerCase(Locale.ROOT))) {
        throw unexpected("a part or '('");
      }
      if (!parts.contains(name)) {
        throw invalid(
            "'when' names '"
                + Text.shorten(name, 80)
                + "' at character "
                + token.at()
                + ", and there is no such part.");
      }
      named.add(name);
      next++;
      return there -> there.contains(name);
    }

    void finish() {
      if (!tokens.get(next).is(END)) {
        throw unexpected("'and' or 'or'");
      }
    }

    private SluiceException unexpected(String wanted) {
      Token token = tokens.get(next);
      String found = token.is(END) ? "ends" : "has '" + Text.shorten(token.text(), 80) + "'";
      return invalid(
          "'when' " + found + " at character " + token.at() + " where " + wanted + " belongs.");
    }
  }
}
