package dev.sluice.studio.core.invoke;

/** An event as it was typed, with its media type. */
public record Payload(String text, String contentType) {
  /** What is sent when nothing else is chosen. */
  public static final String JSON = "application/json";

  /** A whole event, as sources bring them. */
  public static final String CLOUD_EVENT = "application/cloudevents+json";

  private static final int SUMMARY = 60;

  /** Whether the text ought to be JSON. */
  public boolean json() {
    String type = contentType.toLowerCase(java.util.Locale.ROOT);
    return type.startsWith(JSON) || type.contains("+json");
  }

  /** One short line for a menu. */
  public String summary() {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= SUMMARY ? line : line.substring(0, SUMMARY - 1) + "…";
  }
}
