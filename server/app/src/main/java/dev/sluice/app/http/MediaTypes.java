package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Media types of events and results. */
final class MediaTypes {
  static final String JSON = "application/json";
  static final String CLOUD_EVENT = "application/cloudevents+json";
  static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

  private static final Pattern FORM =
      Pattern.compile("[\\w!#$&^.+-]{1,100}/[\\w!#$&^.+-]{1,100}(\\s*;[\\x20-\\x7e]*)?");

  private MediaTypes() {}

  /**
   * The media type that a request names, JSON where it names none.
   *
   * @throws SluiceException {@code INVALID_REQUEST} for what is no media type
   */
  static String of(@Nullable String header) {
    if (header == null || header.isBlank() || header.equals(JSON)) {
      return JSON;
    }
    if (header.length() > 250 || !FORM.matcher(header).matches()) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The Content-Type '" + Text.shorten(header, 80) + "' is not a media type.",
          "Give one like application/json.");
    }
    return header;
  }

  /** What a function calls its result, where that can be a header; else bytes. */
  static String ofResult(String type) {
    return type.length() <= 250 && FORM.matcher(type).matches() ? type : "application/octet-stream";
  }

  /** Type and subtype in lower case, without parameters. */
  static String bare(String type) {
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  static boolean isJson(String bare) {
    return bare.equals(JSON) || bare.endsWith("+json") || bare.equals("text/json");
  }
}
