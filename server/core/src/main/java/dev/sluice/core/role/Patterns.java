package dev.sluice.core.role;

import java.util.List;

/** Texts in which {@code *} stands for any characters, also for none. Immutable, thread-safe. */
final class Patterns {
  private Patterns() {}

  /** Whether one of them is for this text. */
  static boolean match(List<String> patterns, String text) {
    for (String pattern : patterns) {
      if (matches(pattern, text)) {
        return true;
      }
    }
    return false;
  }

  /** In time that no pattern makes long: at a mismatch only the last star takes more. */
  private static boolean matches(String pattern, String text) {
    int at = 0;
    int p = 0;
    int star = -1;
    int taken = 0;
    while (at < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        taken = at;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(at)) {
        p++;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++taken;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
