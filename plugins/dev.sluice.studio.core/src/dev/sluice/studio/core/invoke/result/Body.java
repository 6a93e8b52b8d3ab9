package dev.sluice.studio.core.invoke.result;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes with their media type, as a function answered with them. Not changed by anybody.
 *
 * @param contentType with its parameters, as it was said; empty when nothing was
 */
public record Body(String contentType, byte[] bytes) {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("application/json", ".json"),
          Map.entry("image/png", ".png"),
          Map.entry("image/jpeg", ".jpg"),
          Map.entry("image/gif", ".gif"),
          Map.entry("image/svg+xml", ".svg"),
          Map.entry("text/html", ".html"),
          Map.entry("text/csv", ".csv"),
          Map.entry("text/css", ".css"),
          Map.entry("application/xml", ".xml"),
          Map.entry("text/xml", ".xml"),
          Map.entry("application/pdf", ".pdf"),
          Map.entry("application/zip", ".zip"),
          Map.entry("application/gzip", ".gz"),
          Map.entry("application/octet-stream", ".bin"));

  /** Text in UTF-8. */
  static Body ofText(String text) {
    return new Body("text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  /** The media type alone, in lower case; that of any bytes where none was said. */
  public String mediaType() {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.isEmpty() ? "application/octet-stream" : type;
  }

  /** The bytes as text, in the character set that the content type says, or else UTF-8. */
  public String text() {
    return new String(bytes, charset());
  }

  /** How much it is, for people. */
  public String size() {
    return size(bytes.length);
  }

  /** The usual ending of a file with this, with its dot. */
  public String ending() {
    String type = mediaType();
    String known = ENDINGS.get(type);
    if (known != null) {
      return known;
    }
    if (type.endsWith("+json")) {
      return ".json";
    }
    return readable() ? ".txt" : ".bin";
  }

  /** Whether it says that it is JSON. */
  boolean json() {
    return mediaType().contains("json");
  }

  /** Whether it is text of some sort. */
  boolean readable() {
    String type = mediaType();
    return type.startsWith("text/")
        || type.contains("json")
        || type.contains("xml")
        || type.contains("javascript")
        || type.contains("yaml")
        || type.equals("application/x-www-form-urlencoded");
  }

  private Charset charset() {
    Matcher said = CHARSET.matcher(contentType);
    try {
      return said.find() ? Charset.forName(said.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      // A character set that there is not: what most use is the best guess.
      return StandardCharsets.UTF_8;
    }
  }

  private static String size(int bytes) {
    if (bytes == 1) {
      return "1 byte";
    }
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double kib = bytes / 1024.0;
    return kib < 1024
        ? String.format(Locale.ROOT, "%.1f KiB", kib)
        : String.format(Locale.ROOT, "%.1f MiB", kib / 1024);
  }
}
