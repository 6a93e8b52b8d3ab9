package dev.sluice.core;

import dev.sluice.api.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of names that people give: functions, aliases, namespaces. */
public final class Names {
  /** One sentence for people. */
  public static final String RULE =
      "A name starts with a letter and has up to 63 letters, digits, '-' and '_'.";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

  private Names() {}

  /**
   * Checks a name.
   *
   * @param what the kind of thing it names, for the message
   * @return the name
   * @throws SluiceException {@code INVALID_NAME}
   */
  public static String require(String what, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw new SluiceException(ErrorCode.INVALID_NAME, "The " + what + " has no name.", RULE);
    }
    if (!NAME.matcher(name).matches()) {
      throw new SluiceException(
          ErrorCode.INVALID_NAME,
          "'" + Text.shorten(name, 80) + "' is not a valid name for a " + what + ".",
          RULE);
    }
    return name;
  }
}
