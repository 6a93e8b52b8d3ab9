package dev.sluice.manifest;

import java.util.Locale;

/** Sizes and shares for people, the same in every locale. */
public final class Amounts {
  private static final String[] BYTE_UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** A size: {@code 812 B}, {@code 12.3 KiB}. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 1023.95 && unit < BYTE_UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, BYTE_UNITS[unit]);
  }

  /** A number without needless digits: {@code 30}, {@code 2.5}. */
  public static String number(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    return Double.toString(number);
  }

  /** A share: {@code 90 %}, {@code 0.5 %}. */
  public static String percent(double share) {
    return number(Math.round(share * 1e6) / 1e4) + " %";
  }
}
