package dev.sluice.benchmark.logs;

import dev.sluice.client.LogRequest;
import dev.sluice.core.invocation.LogQuery;
import dev.sluice.spi.sandbox.OutputSink.Level;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A kind of search, of which each repetition looks for something else. */
public enum Search {
  RARE(
      "a number that one line of a hundred thousand has",
      100,
      n -> words("orders/" + (n * 7919 + 123) % 1_000_000)),
  NONE("a word that no line has", 100, n -> words("deadlock " + n)),
  COMMON("a word of every tenth line, newest 1,000", 1_000, n -> words("db-" + n % 40)),
  TWO("two letters", 100, n -> words(letter(n) + letter(n / 2 + 7))),
  ONE("one letter, newest 1,000", 1_000, n -> words(letter(n))),
  ERRORS("errors with a text", 100, n -> new Condition(null, Level.ERROR, "Pool-" + n % 7, 0, 1)),
  LEVEL("errors, newest 1,000", 1_000, n -> new Condition(null, Level.ERROR, null, 0, 1)),
  MINUTES(
      "warnings of ten minutes hours ago",
      100,
      n -> new Condition(null, Level.WARN, null, n % 90 / 100.0, n % 90 / 100.0 + 0.007)),
  MOMENT(
      "a text within an hour hours ago",
      100,
      n -> new Condition(null, null, "customer" + n % 10, n % 90 / 100.0, n % 90 / 100.0 + 0.04)),
  INVOCATION(
      "a text of one invocation",
      100,
      n ->
          new Condition(
              SampleLines.invocation(7L * (8 * (n * 997 % 3_000) + n % 8)), null, "e", 0, 1));

  private record Condition(
      @Nullable String invocation,
      @Nullable Level level,
      @Nullable String text,
      double from,
      double to) {}

  private final String title;
  private final int limit;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final IntFunction<Condition> conditions;

  Search(String title, int limit, IntFunction<Condition> conditions) {
    this.title = title;
    this.limit = limit;
    this.conditions = conditions;
  }

  private static Condition words(String text) {
    return new Condition(null, null, text, 0, 1);
  }

  private static String letter(int n) {
    return String.valueOf((char) ('a' + n % 26));
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** As a client asks. */
  public LogRequest request(int n, Function<Double, Instant> times) {
    Condition is = conditions.apply(n);
    return new LogRequest(
        null,
        is.invocation(),
        is.level() == null ? null : is.level().name().toLowerCase(Locale.ROOT),
        is.text(),
        is.from() == 0 ? null : times.apply(is.from()),
        is.to() == 1 ? null : times.apply(is.to()),
        limit);
  }

  /** As core asks. */
  public LogQuery query(int n, Function<Double, Instant> times) {
    Condition is = conditions.apply(n);
    return new LogQuery(
        "default",
        function(n) == null ? List.of() : List.of(function(n)),
        null,
        is.invocation(),
        is.level(),
        is.text(),
        is.from() == 0 ? null : times.apply(is.from()),
        is.to() == 1 ? null : times.apply(is.to()),
        null,
        true,
        limit);
  }

  /** Whose log is searched. */
  public static String function(int n) {
    return SampleLines.function(n % SampleLines.FUNCTIONS);
  }
}
