package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 over HTTP. A function always gets the JSON format: in structured mode that is
 * what was sent, in binary mode it is made from the headers and the body.
 */
final class CloudEvents {
  /** The prefix of headers in binary mode, in lower case. */
  static final String PREFIX = "ce-";

  static final String VERSION_HEADER = "ce-specversion";

  private static final String[] REQUIRED = {"specversion", "id", "source", "type"};
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,64}");

  private CloudEvents() {}

  /**
   * Refuses a JSON event without what every event has.
   *
   * @return its id
   */
  static String checkStructured(byte[] event) {
    Map<String, String> attributes = JsonPayload.texts(event);
    require(attributes);
    return attributes.getOrDefault("id", "");
  }

  /**
   * An event that came in binary mode.
   *
   * @param json the JSON event that it stands for
   */
  record Binary(String id, byte[] json) {}

  /**
   * Reads an event in binary mode.
   *
   * @param attributes the headers without their prefix, in any case
   * @param contentType the data's media type as it was sent, or null
   */
  static Binary binary(Map<String, String> attributes, @Nullable String contentType, byte[] data) {
    SortedMap<String, String> named = new TreeMap<>();
    attributes.forEach((name, value) -> named.put(attribute(name), decoded(name, value)));
    require(named);
    ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 512);
    try (JsonGenerator json = JsonPayload.FACTORY.createGenerator(event)) {
      json.writeStartObject();
      for (Map.Entry<String, String> attribute : named.entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      if (contentType != null) {
        json.writeStringField("datacontenttype", contentType);
      }
      if (data.length > 0) {
        writeData(json, MediaTypes.bare(MediaTypes.of(contentType)), data);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return new Binary(named.getOrDefault("id", ""), event.toByteArray());
  }

  private static void writeData(JsonGenerator json, String bare, byte[] data) throws IOException {
    if (MediaTypes.isJson(bare)) {
      JsonPayload.check(data);
      json.writeFieldName("data");
      json.writeRawValue(new String(data, StandardCharsets.UTF_8));
      return;
    }
    String text = bare.startsWith("text/") ? text(data) : null;
    if (text == null) {
      json.writeFieldName("data_base64");
      json.writeBinary(data);
    } else {
      json.writeStringField("data", text);
    }
  }

  /** The data as UTF-8, or null when it is not. */
  private static @Nullable String text(byte[] data) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static void require(Map<String, String> attributes) {
    for (String name : REQUIRED) {
      String value = attributes.get(name);
      if (value == null || value.isEmpty()) {
        throw invalid("The CloudEvent has no text '" + name + "'.");
      }
    }
    String version = attributes.get("specversion");
    if (!"1.0".equals(version)) {
      throw invalid("The CloudEvent's specversion is '" + shorten(version) + "', not '1.0'.");
    }
    String time = attributes.get("time");
    if (time != null) {
      try {
        OffsetDateTime.parse(time);
      } catch (DateTimeParseException e) {
        throw invalid(
            "The CloudEvent's time '" + shorten(time) + "' is not an RFC 3339 timestamp.");
      }
    }
  }

  private static String attribute(String name) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (!ATTRIBUTE.matcher(lower).matches()
        || lower.equals("data")
        || lower.equals("datacontenttype")) {
      throw invalid("'" + shorten(name) + "' is not the name of a CloudEvents attribute.");
    }
    return lower;
  }

  /** Undoes the percent encoding that the HTTP binding asks for. */
  private static String decoded(String name, String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int high = c == '%' && i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    String text = text(bytes.toByteArray());
    if (text == null) {
      throw invalid("The header " + PREFIX + shorten(name) + " is not UTF-8.");
    }
    return text;
  }

  private static String shorten(@Nullable String text) {
    return Text.shorten(String.valueOf(text), 80);
  }

  private static SluiceException invalid(String detail) {
    return new SluiceException(
        ErrorCode.INVALID_REQUEST,
        detail,
        "A CloudEvent has specversion 1.0, id, source and type; in binary mode as ce- headers.");
  }
}
