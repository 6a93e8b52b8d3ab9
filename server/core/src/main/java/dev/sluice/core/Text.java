package dev.sluice.core;

/** Small changes to text for people. */
public final class Text {
  private Text() {}

  /** The text itself, or its beginning with an ellipsis, so that no message grows without bound. */
  public static String shorten(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
