package dev.sluice.flow.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of jq, as Java takes it: names of groups may have underscores, and classes
 * in brackets are those of POSIX. Immutable.
 */
final class RegexPattern {
  private static final int MOST_CHARACTERS = 10_000;

  private final Pattern pattern;
  private final List<@Nullable String> names;

  private RegexPattern(Pattern pattern, List<@Nullable String> names) {
    this.pattern = pattern;
    this.names = names;
  }

  static RegexPattern of(String re, String flags) {
    if (re.length() > MOST_CHARACTERS) {
      throw new ExhaustedException(
          "it has a regular expression of more than " + MOST_CHARACTERS + " characters");
    }
    List<@Nullable String> names = new ArrayList<>();
    try {
      return new RegexPattern(Pattern.compile(translated(re, names), flags(flags)), names);
    } catch (PatternSyntaxException e) {
      throw new JqError(
          re
              + " (at offset "
              + Math.max(0, e.getIndex())
              + ") is not a valid regex: "
              + e.getDescription());
    }
  }

  private static int flags(String flags) {
    int java = 0;
    for (int i = 0; i < flags.length(); i++) {
      char flag = flags.charAt(i);
      java |=
          switch (flag) {
            case 'g', 'n', 'l' -> 0;
            case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            case 'x' -> Pattern.COMMENTS;
            case 's' -> Pattern.DOTALL;
            case 'p' -> Pattern.DOTALL | Pattern.MULTILINE;
            default -> throw new JqError(flags + " is not a valid modifier string");
          };
    }
    // The dialect of jq takes ^ and $ for ends of lines.
    return java | Pattern.MULTILINE | Pattern.UNIX_LINES;
  }

  private static String translated(String re, List<@Nullable String> names) {
    StringBuilder java = new StringBuilder();
    boolean bracket = false;
    for (int i = 0; i < re.length(); i++) {
      char c = re.charAt(i);
      if (c == '\\' && i + 1 < re.length()) {
        char escaped = re.charAt(++i);
        java.append(escaped == 'h' ? (bracket ? "0-9a-fA-F" : "[0-9a-fA-F]") : "\\" + escaped);
      } else if (bracket && re.startsWith("[:", i) && re.indexOf(":]", i) > 0) {
        int end = re.indexOf(":]", i);
        java.append(posix(re.substring(i + 2, end)));
        i = end + 1;
      } else if (!bracket && c == '(') {
        i = group(re, i, names, java);
      } else {
        bracket = c == '[' || (bracket && c != ']');
        java.append(c == '&' && bracket ? "\\&" : String.valueOf(c));
      }
    }
    return java.toString();
  }

  private static int group(String re, int at, List<@Nullable String> names, StringBuilder java) {
    int end = re.indexOf('>', at);
    boolean named =
        re.startsWith("(?<", at)
            && !re.startsWith("(?<=", at)
            && !re.startsWith("(?<!", at)
            && end > 0;
    if (named) {
      names.add(re.substring(at + 3, end));
      // Only its number counts from here on.
      java.append('(');
      return end;
    }
    if (!re.startsWith("(?", at)) {
      names.add(null);
    }
    java.append('(');
    return at;
  }

  private static String posix(String name) {
    boolean not = name.startsWith("^");
    String wanted = not ? name.substring(1) : name;
    String java =
        switch (wanted) {
          case "alpha" -> "Alpha";
          case "digit" -> "Digit";
          case "alnum" -> "Alnum";
          case "upper" -> "Upper";
          case "lower" -> "Lower";
          case "punct" -> "Punct";
          case "space" -> "Space";
          case "blank" -> "Blank";
          case "cntrl" -> "Cntrl";
          case "graph" -> "Graph";
          case "print" -> "Print";
          case "xdigit" -> "XDigit";
          default -> throw new JqError("[:" + name + ":] is no class of characters");
        };
    return (not ? "\\P{" : "\\p{") + java + "}";
  }

  @Nullable String name(int group) {
    return group <= names.size() ? names.get(group - 1) : null;
  }

  Matcher matcher(Evaluation run, String text) {
    run.cost(1 + text.length() / 8L);
    return pattern.matcher(new Counted(run, text));
  }

  /** A text that counts how often it is looked at, which is how long backtracking takes. */
  private record Counted(Evaluation run, String text) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      run.step();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
