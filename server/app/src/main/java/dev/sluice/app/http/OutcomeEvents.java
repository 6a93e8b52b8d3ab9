package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.core.StreamedJson;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.invocation.InvokeOutcome;
import dev.sluice.core.queue.OutcomeFormat;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Events about ends of invocations, as {@code docs/events.md} describes them. Thread-safe. */
public final class OutcomeEvents implements OutcomeFormat {
  private static final String TYPE = "dev.sluice.invocation.";

  /** Larger bodies are left out, or an event that comes through many functions would double. */
  private static final int MOST_BYTES = 64 << 10;

  private final Clock clock;

  /** Events that are as old as this clock says. */
  public OutcomeEvents(Clock clock) {
    this.clock = clock;
  }

  @Override
  public QueuedEvent.Content write(
      QueuedEvent event, byte[] payload, InvocationRecord record, @Nullable InvokeOutcome outcome) {
    String source = "/namespaces/" + record.namespace() + "/functions/" + record.function();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 1024);
    try (JsonGenerator json = StreamedJson.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      json.writeStringField("id", record.id());
      json.writeStringField("source", source);
      json.writeStringField("type", TYPE + (outcome == null ? "failed" : "succeeded"));
      json.writeStringField("time", clock.instant().toString());
      json.writeStringField("datacontenttype", MediaTypes.JSON);
      String trace = event.routing().trace();
      if (trace != null) {
        json.writeStringField(Trace.NAME, trace);
      }
      json.writeObjectFieldStart("data");
      json.writeStringField("invocation", record.id());
      json.writeStringField("function", record.function());
      json.writeStringField("qualifier", record.qualifier());
      if (!record.version().isEmpty()) {
        json.writeStringField("version", record.version());
      }
      InvocationRecord.Async async = record.async();
      json.writeNumberField("attempts", async == null ? 1 : async.attempts());
      content(json, "request", event.content().contentType(), payload);
      if (outcome != null) {
        content(json, "response", outcome.contentType(), outcome.body());
      }
      error(json, record.failure());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return QueuedEvent.Content.of(bytes.toByteArray(), MediaTypes.CLOUD_EVENT, record.id(), source);
  }

  private static void content(JsonGenerator json, String name, String contentType, byte[] body)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("contentType", contentType);
    json.writeNumberField("bytes", body.length);
    if (body.length > MOST_BYTES) {
      json.writeEndObject();
      return;
    }
    // A function may say what it likes of its answer.
    if (MediaTypes.isJson(MediaTypes.bare(contentType)) && JsonPayload.isValue(body)) {
      json.writeFieldName("body");
      json.writeRawValue(new String(body, StandardCharsets.UTF_8));
    } else {
      json.writeFieldName("bodyBase64");
      json.writeBinary(body);
    }
    json.writeEndObject();
  }

  private static void error(JsonGenerator json, @Nullable Failure failure) throws IOException {
    if (failure == null) {
      return;
    }
    json.writeObjectFieldStart("error");
    json.writeStringField("code", failure.code().code());
    json.writeStringField("type", failure.type());
    json.writeStringField("message", failure.message());
    json.writeEndObject();
  }
}
