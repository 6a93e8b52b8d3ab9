package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.app.config.Nearest;
import dev.sluice.app.config.Units;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; what cannot be read is refused with what would be right. */
final class Params {
  private Params() {}

  /** A whole number from 1 to a most. */
  static int limit(@Nullable String text, int usual, int most) {
    if (text == null || text.isEmpty()) {
      return usual;
    }
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw wrong("limit", text, "It is a whole number from 1 to " + most + ".");
    }
    return Integer.parseInt(text);
  }

  /** An instant, or null where nothing is given. */
  static @Nullable Instant instant(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw wrong(name, text, "Give an instant like 2026-01-31T12:00:00Z.");
    }
  }

  /** A length of time like {@code 90s}, {@code 5m}, {@code 1h} or {@code 1d}, or null. */
  static @Nullable Duration duration(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Units.duration(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name, text, "Give a length of time like 5m or 1h.");
    }
  }

  /** One of the words, or null where nothing is given. */
  static @Nullable String word(String name, @Nullable String text, List<String> words) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!words.contains(text)) {
      throw wrong(
          name,
          text,
          Nearest.to(text, words)
              .map(near -> "Did you mean '" + near + "'?")
              .orElse("It is one of " + String.join(", ", words) + "."));
    }
    return text;
  }

  /** Whether a switch is on. */
  static boolean flag(String name, @Nullable String text) {
    if (text == null) {
      return false;
    }
    return switch (text) {
      case "", "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, text, "It is true or false.");
    };
  }

  /** Pairs of the form {@code key=value}. */
  static Map<String, String> pairs(String name, List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw wrong(name, text, "Give it as key=value.");
      }
      pairs.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return pairs;
  }

  /** A text, or null for none. */
  static @Nullable String text(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  static SluiceException wrong(String name, String text, String hint) {
    return new SluiceException(
        ErrorCode.INVALID_REQUEST,
        "The parameter " + name + " is '" + Text.shorten(text, 80) + "'.",
        hint);
  }
}
