package dev.sluice.core;

import dev.sluice.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Text by people and for people. */
public final class Text {
  private static final int MAX_DESCRIPTION_CHARS = 1024;

  private static final int MOST_MANIFEST = 200;

  private Text() {}

  /**
   * Checks what somebody says of a thing.
   *
   * @return the description; empty for null
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  public static String description(@Nullable String given) {
    if (given == null) {
      return "";
    }
    if (given.length() > MAX_DESCRIPTION_CHARS || given.indexOf('\0') >= 0) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The description is not valid.",
          "It has at most " + MAX_DESCRIPTION_CHARS + " characters.");
    }
    return given;
  }

  /** The text itself, or its beginning with an ellipsis, so that no message grows without bound. */
  public static String shorten(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  /**
   * The name of a manifest that a definition came from.
   *
   * @return null for none
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  public static @Nullable String manifest(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    if (name.length() > MOST_MANIFEST || name.chars().anyMatch(c -> c < ' ')) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The manifest's name is not one line of at most " + MOST_MANIFEST + " characters.",
          "Give it a shorter one with 'name:'.");
    }
    return name;
  }
}
