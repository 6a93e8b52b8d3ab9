package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.StreamedJson;
import dev.sluice.core.Text;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the three modes in which events come by HTTP: structured and batch by the Content-Type, and
 * binary for every other, by the headers.
 */
final class CloudEventRequests {
  private static final String FORMATS = "application/cloudevents";

  private CloudEventRequests() {}

  /**
   * All events of a request; a batch may have none.
   *
   * @param contentType the header, or null
   * @param headers those of binary mode without their prefix, in any case; empty where there is no
   *     ce-specversion
   * @throws SluiceException {@code INVALID_REQUEST} or {@code INVALID_JSON} for what is no event,
   *     with the index of the one in a batch; {@code UNSUPPORTED_MEDIA_TYPE} for other formats
   */
  static List<CloudEvent> read(
      @Nullable String contentType, Map<String, String> headers, byte[] body) {
    String type = MediaTypes.of(contentType);
    if (isFormat(MediaTypes.bare(type))) {
      return formatted(type, body);
    }
    if (headers.isEmpty()) {
      throw EventAttributes.invalid(
          "The request has no CloudEvent: neither its Content-Type nor a header says so.");
    }
    return List.of(binary(headers, contentType, body));
  }

  /** Whether the body itself says all of the event, or of several. */
  static boolean isFormat(String bare) {
    return bare.startsWith(FORMATS);
  }

  /** The events in a body of structured or batch mode. */
  static List<CloudEvent> formatted(String contentType, byte[] body) {
    String bare = MediaTypes.bare(contentType);
    boolean batch = bare.equals(MediaTypes.CLOUD_EVENTS);
    boolean known = batch || bare.equals(MediaTypes.CLOUD_EVENT);
    if (!known || !MediaTypes.isUtf8(contentType)) {
      throw new SluiceException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "Events as '" + Text.shorten(contentType, 80) + "' cannot be read.",
          "Send application/cloudevents+json or application/cloudevents-batch+json in UTF-8.");
    }
    JsonPayload.check(body);
    String text = new String(body, StandardCharsets.UTF_8);
    try (JsonParser parser = StreamedJson.FACTORY.createParser(text)) {
      parser.nextToken();
      return batch ? batch(parser, text) : List.of(CloudEventReader.read(parser, text));
    } catch (JsonProcessingException e) {
      throw JsonErrors.translate(e);
    } catch (IOException e) {
      throw JsonErrors.notUtf8(e);
    }
  }

  private static List<CloudEvent> batch(JsonParser parser, String body) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw EventAttributes.invalid("A batch of CloudEvents is an array.");
    }
    List<CloudEvent> events = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      try {
        events.add(CloudEventReader.read(parser, body));
      } catch (SluiceException e) {
        throw new SluiceException(
            e.code(), "Event " + events.size() + " of the batch: " + e.detail(), e.hint(), e);
      }
    }
    return events;
  }

  private static CloudEvent binary(
      Map<String, String> headers, @Nullable String contentType, byte[] data) {
    CloudEventBuilder event = CloudEventBuilder.v1();
    CloudEvents.attributes(headers)
        .forEach((name, value) -> EventAttributes.set(event, name, value));
    if (contentType != null && !contentType.isBlank()) {
      event.withDataContentType(contentType);
    }
    if (data.length > 0) {
      if (MediaTypes.isJson(MediaTypes.bare(MediaTypes.of(contentType)))) {
        JsonPayload.check(data);
      }
      event.withData(data);
    }
    return event.build();
  }
}
