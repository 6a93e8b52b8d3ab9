package dev.sluice.studio.ui.operate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Moments and lengths of time as the views of operators write them, in the zone of this machine.
 */
public final class Times {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss.SSS", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private static final DateTimeFormatter OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  private Times() {}

  /** The second of the day. */
  public static String ofDay(Instant time) {
    return OF_DAY.format(time);
  }

  /** With milliseconds. */
  public static String exact(Instant time) {
    return EXACT.format(time);
  }

  /** A length of time in milliseconds. */
  public static String millis(double millis) {
    if (millis >= 10_000) {
      return String.format(Locale.ENGLISH, "%.1f s", millis / 1000);
    }
    return String.format(Locale.ENGLISH, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
  }
}
