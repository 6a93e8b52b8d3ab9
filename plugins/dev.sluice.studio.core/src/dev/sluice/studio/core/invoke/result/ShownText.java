package dev.sluice.studio.core.invoke.result;

import java.util.Locale;

/**
 * As much of a text as a text widget shows without holding Studio up: it measures each line that is
 * in sight, however long, and counts all of them.
 */
final class ShownText {
  /** Characters that are shown. */
  static final int MOST = 256 * 1024;

  /** Characters of a line that are shown. */
  static final int LINE = 2_000;

  private ShownText() {}

  /** The beginning of a text, with its long lines cut; each cut says how much is left out. */
  static String of(String text) {
    return of(text, text.length());
  }

  /**
   * The same of a text whose end is not there.
   *
   * @param all characters of the whole text, or -1 where they were not counted
   */
  static String of(String text, int all) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), MOST));
    int at = 0;
    while (at < text.length() && shown.length() < MOST) {
      int end = text.indexOf('\n', at);
      int line = end < 0 ? text.length() : end;
      if (line - at > LINE) {
        int cut = safe(text, at + LINE);
        shown.append(text, at, cut).append(" …");
        if (end >= 0 || all >= 0) {
          shown.append(' ').append(count(line - cut)).append(" more characters");
        }
      } else {
        shown.append(text, at, line);
      }
      at = line;
      if (end >= 0) {
        shown.append('\n');
        at++;
      }
    }
    if (at < all) {
      shown.append("… ").append(count(all - at)).append(" more characters: Save As… has them.");
    } else if (all < 0) {
      shown.append("\n… and more: Save As… has it.");
    }
    return shown.toString();
  }

  /** Not between the two halves of a character. */
  private static int safe(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
