package dev.sluice.studio.ui.operate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the views of operators write them, in the zone of this machine. */
final class Times {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss.SSS", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private Times() {}

  /** With milliseconds. */
  static String exact(Instant time) {
    return EXACT.format(time);
  }
}
