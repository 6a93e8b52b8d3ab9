package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.core.StreamedJson;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Writes events in the JSON format. Data of a JSON type goes in as it is, byte for byte. */
final class CloudEventWriter {
  private CloudEventWriter() {}

  /** The event in the JSON format, in UTF-8. */
  static byte[] json(CloudEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = StreamedJson.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      for (String name : event.getAttributeNames()) {
        write(json, name, event.getAttribute(name));
      }
      for (String name : event.getExtensionNames()) {
        write(json, name, event.getExtension(name));
      }
      CloudEventData data = event.getData();
      if (data != null) {
        writeData(json, event.getDataContentType(), data.toBytes());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value instanceof Boolean truth) {
      json.writeBooleanField(name, truth);
    } else if (value instanceof Integer number) {
      json.writeNumberField(name, number);
    } else if (value instanceof OffsetDateTime time) {
      json.writeStringField(name, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    } else if (value instanceof byte[] bytes) {
      json.writeBinaryField(name, bytes);
    } else if (value != null) {
      json.writeStringField(name, value.toString());
    }
  }

  /**
   * Writes the member that data of this type is in.
   *
   * @param contentType null for JSON
   * @param data one JSON value where the type says so
   */
  static void writeData(JsonGenerator json, @Nullable String contentType, byte[] data)
      throws IOException {
    String bare = MediaTypes.bare(MediaTypes.of(contentType));
    if (MediaTypes.isJson(bare)) {
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
  static @Nullable String text(byte[] data) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
