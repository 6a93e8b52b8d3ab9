package dev.sluice.app.cli.text;

import dev.sluice.manifest.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Words for people: sizes, times, lists. All are the same in every locale. */
public final class Words {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MILLI =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private Words() {}

  /** A size: {@code 812 B}, {@code 12.3 KiB}. */
  public static String bytes(long bytes) {
    return Amounts.bytes(bytes);
  }

  /** A time span: {@code 0.84 ms}, {@code 12.3 ms}, {@code 1.24 s}, {@code 2 min 5 s}. */
  public static String millis(double millis) {
    if (millis < 9.995) {
      return String.format(Locale.ROOT, "%.2f ms", millis);
    }
    if (millis < 999.95) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    if (millis < 59_995) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }
    long seconds = Math.round(millis / 1000);
    return seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** A limit in seconds: {@code 30 s}, {@code 2.5 s}. */
  public static String seconds(double seconds) {
    return number(seconds) + " s";
  }

  /** A number without needless digits: {@code 30}, {@code 2.5}. */
  public static String number(double number) {
    return Amounts.number(number);
  }

  /** A share: {@code 90 %}, {@code 0.5 %}. */
  public static String percent(double share) {
    return Amounts.percent(share);
  }

  /** How long ago; a date when that is more than a month. */
  public static String ago(Instant then, Instant now, ZoneId zone) {
    long seconds = Duration.between(then, now).toSeconds();
    if (seconds < 2) {
      return "just now";
    }
    if (seconds < 120) {
      return seconds + " s ago";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min ago";
    }
    if (seconds < 48 * 3600) {
      return seconds / 3600 + " h ago";
    }
    long days = seconds / (24 * 3600);
    return days <= 30 ? days + " d ago" : DAY.withZone(zone).format(then);
  }

  /** A moment to the second, in the reader's zone. */
  public static String time(Instant moment, ZoneId zone) {
    return SECOND.withZone(zone).format(moment);
  }

  /** A moment to the millisecond, in the reader's zone. */
  public static String timeMillis(Instant moment, ZoneId zone) {
    return MILLI.withZone(zone).format(moment);
  }

  /** {@code a=1, b=2} in order of the keys; {@code -} for none. */
  public static String pairs(Map<String, String> pairs) {
    if (pairs.isEmpty()) {
      return "-";
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(pairs)
        .forEach((key, value) -> text.append(", ").append(key).append('=').append(value));
    return oneLine(text.substring(2));
  }

  /** What was counted, in the order of the names. */
  public static String counts(Map<String, Long> counts) {
    Map<String, String> texts = new TreeMap<>();
    counts.forEach((name, count) -> texts.put(name, Long.toString(count)));
    return pairs(texts);
  }

  /** {@code 1 function}, {@code 2 functions}. */
  public static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /** The text without line ends and control characters, which a terminal would obey. */
  public static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.replaceAll("\\p{Cntrl}", "?");
  }

  /** At most so many characters, the last one an ellipsis where some are missing. */
  public static String shorten(String text, int length) {
    String line = oneLine(text);
    return line.length() <= length ? line : line.substring(0, length - 1) + "…";
  }
}
