package dev.sluice.app.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads moments and lengths of time as people write them. */
public final class Spans {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Spans() {}

  /**
   * A moment: so long ago ({@code 30s}, {@code 10m}, {@code 2h}, {@code 1d}), or one in ISO form
   * ({@code 2026-11-24T10:00:00Z}).
   *
   * @throws IllegalArgumentException when it is neither; the message is for people
   */
  public static Instant moment(String text, Instant now) {
    Optional<Duration> span = length(text);
    if (span.isPresent()) {
      return now.minus(span.get());
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: give one like 10m, 2h, 1d or 2026-11-24T10:00:00Z", e);
    }
  }

  /** A length of time like {@code 30s}, {@code 10m}, {@code 2h} or {@code 1d}; empty for others. */
  public static Optional<Duration> length(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(span.group(1));
    return Optional.of(
        switch (span.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }
}
