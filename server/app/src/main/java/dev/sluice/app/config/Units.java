package dev.sluice.app.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes and durations, which always have a unit. */
public final class Units {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12})\\s*([A-Za-z]+)");
  private static final Map<String, Long> SIZES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Units() {}

  /**
   * Bytes.
   *
   * @throws IllegalArgumentException with what would be right
   */
  public static long size(String text) {
    Matcher amount = AMOUNT.matcher(text);
    Long unit = amount.matches() ? SIZES.get(amount.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("give a size with B, KiB, MiB or GiB, like 6MiB");
    }
    try {
      return Math.multiplyExact(Long.parseLong(amount.group(1)), unit);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("that is too much", e);
    }
  }

  /**
   * A length of time.
   *
   * @throws IllegalArgumentException with what would be right
   */
  public static Duration duration(String text) {
    Matcher amount = AMOUNT.matcher(text);
    Duration unit = amount.matches() ? TIMES.get(amount.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("give a duration with ms, s, m, h or d, like 30s");
    }
    try {
      return unit.multipliedBy(Long.parseLong(amount.group(1)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("that is too long", e);
    }
  }
}
