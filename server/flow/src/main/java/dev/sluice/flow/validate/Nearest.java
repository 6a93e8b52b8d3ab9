package dev.sluice.flow.validate;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what somebody who mistyped a name meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * What stands behind a message.
   *
   * @param meant the name that is near; null for none
   */
  record Hint(String text, @Nullable String meant) {
    static final Hint NONE = new Hint("", null);
  }

  /** {@code ; did you mean 'x'?}, or this for want of a name that is near. */
  static Hint hint(String name, Collection<String> known, String otherwise) {
    return to(name, known)
        .map(near -> new Hint("; did you mean '" + near + "'?", near))
        .orElse(new Hint(otherwise, null));
  }

  /** The known name that needs the fewest changes; empty when none is near. */
  public static Optional<String> to(String name, Collection<String> known) {
    String best = null;
    int bestDistance = Math.max(2, name.length() / 3) + 1;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - name.length()) < bestDistance && name.length() < 100) {
        int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
        if (distance < bestDistance) {
          bestDistance = distance;
          best = candidate;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + same);
        diagonal = above;
      }
    }
    return row[row.length - 1];
  }
}
