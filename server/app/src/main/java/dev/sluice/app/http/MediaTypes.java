package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Media types of events and results. */
final class MediaTypes {
  static final String JSON = "application/json";
  static final String CLOUD_EVENT = "application/cloudevents+json";
  static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

  private static final Pattern FORM =
      Pattern.compile("[\\w!#$&^.+-]{1,100}/[\\w!#$&^.+-]{1,100}(\\s*;[\\x20-\\x7e]*)?");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);
  private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii");

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
    if (!isMediaType(header)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The Content-Type '" + Text.shorten(header, 80) + "' is not a media type.",
          "Give one like application/json.");
    }
    return header;
  }

  static boolean isMediaType(String text) {
    return text.length() <= 250 && FORM.matcher(text).matches();
  }

  /** Whether its charset is UTF-8, or one that is a part of it, or not said. */
  static boolean isUtf8(String type) {
    Matcher charset = CHARSET.matcher(type);
    return !charset.find() || UTF_8.contains(charset.group(1).toLowerCase(Locale.ROOT));
  }

  /** What a function calls its result, where that can be a header; else bytes. */
  static String ofResult(String type) {
    return isMediaType(type) ? type : "application/octet-stream";
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
