package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.core.StreamedJson;
import dev.sluice.core.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents in binary mode, on their short way to a function, which gets the JSON format: it is
 * made from the headers and the body without an event between.
 */
final class CloudEvents {
  /** The prefix of headers in binary mode, in lower case. */
  static final String PREFIX = "ce-";

  static final String VERSION_HEADER = "ce-specversion";

  private CloudEvents() {}

  /**
   * Adds a header of a request to the attributes that an event in binary mode has, where it is one;
   * of several the first counts.
   */
  static void collect(Map<String, String> attributes, String header, @Nullable String value) {
    String name = header.toLowerCase(Locale.ROOT);
    if (name.startsWith(PREFIX)) {
      attributes.putIfAbsent(name.substring(PREFIX.length()), value == null ? "" : value);
    }
  }

  /**
   * An event that came in binary mode.
   *
   * @param trace its {@code traceparent} as it came, or null
   * @param json the JSON event that it stands for
   */
  record Binary(String id, String source, @Nullable String trace, byte[] json) {}

  /**
   * Reads an event in binary mode.
   *
   * @param attributes the headers without their prefix, in any case
   * @param contentType the data's media type as it was sent, or null
   */
  static Binary binary(Map<String, String> attributes, @Nullable String contentType, byte[] data) {
    SortedMap<String, String> named = attributes(attributes);
    named.forEach(EventAttributes::check);
    ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 512);
    try (JsonGenerator json = StreamedJson.FACTORY.createGenerator(event)) {
      json.writeStartObject();
      for (Map.Entry<String, String> attribute : named.entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      if (contentType != null) {
        json.writeStringField("datacontenttype", contentType);
      }
      if (data.length > 0) {
        if (MediaTypes.isJson(MediaTypes.bare(MediaTypes.of(contentType)))) {
          JsonPayload.check(data);
        }
        CloudEventWriter.writeData(json, contentType, data);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return new Binary(
        named.getOrDefault("id", ""),
        named.getOrDefault("source", ""),
        named.get(Trace.NAME),
        event.toByteArray());
  }

  /**
   * The attributes of headers: all that every event has, with names that can be, and decoded.
   *
   * @param headers without their prefix, in any case
   */
  static SortedMap<String, String> attributes(Map<String, String> headers) {
    SortedMap<String, String> named = new TreeMap<>();
    headers.forEach(
        (header, value) -> {
          String name = header.toLowerCase(Locale.ROOT);
          EventAttributes.checkName(name);
          if (name.equals("datacontenttype")) {
            throw EventAttributes.invalid("The Content-Type says what " + PREFIX + name + " says.");
          }
          named.put(name, decoded(name, value));
        });
    EventAttributes.checkRequired(named.keySet());
    return named;
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
    String text = CloudEventWriter.text(bytes.toByteArray());
    if (text == null) {
      throw EventAttributes.invalid("The header " + PREFIX + name + " is not UTF-8.");
    }
    return text;
  }
}
