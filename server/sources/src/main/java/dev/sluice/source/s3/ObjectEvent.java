package dev.sluice.source.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.sluice.source.message.Fingerprint;
import dev.sluice.source.message.MessageEvent;
import dev.sluice.spi.source.SourceEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an object, however that was learned.
 *
 * @param what the last word of the event's type, like {@code created}
 * @param etag without quotes; null where it is not known, as the size and the version
 * @param time of RFC 3339: when it was written, or what is known of when it happened; or null
 * @param occasion what makes it another event than the one before of the same object
 */
record ObjectEvent(
    String what,
    String bucket,
    String key,
    @Nullable String etag,
    @Nullable Long size,
    @Nullable String version,
    @Nullable String time,
    String occasion) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  static final String CREATED = "created";
  static final String CHANGED = "changed";
  static final String REMOVED = "removed";

  /** The event of a source. */
  SourceEvent of(String source) {
    String id = new Fingerprint().add(what).add(bucket).add(key).add(etag).add(occasion).end();
    return SourceEvent.of(
            id, MessageEvent.source(S3Source.KIND, source, bucket), "dev.sluice.s3." + what)
        .with("subject", MessageEvent.isText(key) ? key : null)
        .with("time", time)
        .with("bucket", bucket)
        .with("etag", etag != null && MessageEvent.isText(etag) ? etag : null)
        .with("size", size == null ? null : size.toString())
        .data(json(), "application/json")
        .build();
  }

  private byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("event", what);
      json.writeStringField("bucket", bucket);
      json.writeStringField("key", key);
      for (Field field :
          List.of(
              new Field("etag", etag), new Field("version", version), new Field("time", time))) {
        if (field.value() != null) {
          json.writeStringField(field.name(), field.value());
        }
      }
      if (size != null) {
        json.writeNumberField("size", size);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but memory", e);
    }
    return bytes.toByteArray();
  }

  private record Field(String name, @Nullable String value) {}
}
