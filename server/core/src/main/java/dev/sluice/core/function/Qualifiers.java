package dev.sluice.core.function;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What comes after a function's name to say which of its versions is meant. */
public final class Qualifiers {
  /** What was deployed last. */
  public static final String LATEST = "latest";

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private Qualifiers() {}

  /** The version's number that a qualifier is, or null when it is none. */
  public static @Nullable Integer number(String qualifier) {
    return NUMBER.matcher(qualifier).matches() ? Integer.valueOf(qualifier) : null;
  }
}
