package dev.sluice.studio.core.log;

import dev.sluice.api.LogLine;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a log are shown. Immutable.
 *
 * @param level this level and graver ones
 * @param time how far back the server is asked
 * @param text part of the line in any case, or a regular expression between slashes; empty for all
 * @param version of one version: {@code latest} or a number; empty for all
 * @param invocation of one invocation, or execution of a workflow; empty for all
 */
public record LogFilter(
    LogLevel level, LogTime time, String text, String version, String invocation) {
  /** Everything. */
  public static final LogFilter ALL = new LogFilter(LogLevel.DEBUG, LogTime.ANY, "", "", "");

  /** The same with another level. */
  public LogFilter withLevel(LogLevel least) {
    return new LogFilter(least, time, text, version, invocation);
  }

  /** The same, looking back as far. */
  public LogFilter withTime(LogTime wanted) {
    return new LogFilter(level, wanted, text, version, invocation);
  }

  /** The same with another text. */
  public LogFilter withText(String wanted) {
    return new LogFilter(level, time, wanted, version, invocation);
  }

  /** The same for one invocation, or for all. */
  public LogFilter withInvocation(String id) {
    return new LogFilter(level, time, text, version, id);
  }

  /** The same for one version, or for all. */
  public LogFilter withVersion(String wanted) {
    return new LogFilter(level, time, text, wanted, invocation);
  }

  /** What is wrong with the regular expression; null for nothing. */
  public @Nullable String problem() {
    try {
      pattern();
      return null;
    } catch (PatternSyntaxException e) {
      return "Not a regular expression: " + e.getDescription() + ".";
    }
  }

  /** The test; with a wrong expression none passes. */
  Predicate<LogLine> test() {
    Predicate<String> says = says();
    return line ->
        level.includes(line)
            && (version.isEmpty() || line.version().equals(version))
            && (invocation.isEmpty() || line.concerns(invocation))
            && says.test(line.text());
  }

  private Predicate<String> says() {
    if (text.isEmpty()) {
      return line -> true;
    }
    try {
      Pattern pattern = pattern();
      if (pattern != null) {
        return line -> pattern.matcher(line).find();
      }
    } catch (PatternSyntaxException e) {
      return line -> false;
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    return line -> line.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private @Nullable Pattern pattern() {
    boolean expression = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    return expression ? Pattern.compile(text.substring(1, text.length() - 1)) : null;
  }
}
