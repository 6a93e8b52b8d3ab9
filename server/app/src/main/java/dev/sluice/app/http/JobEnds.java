package dev.sluice.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.core.StreamedJson;
import dev.sluice.core.association.Router;
import dev.sluice.core.job.Job;
import dev.sluice.core.job.Job.Progress;
import dev.sluice.core.job.JobEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Events about ends of jobs, as {@code docs/jobs.md} describes them, for associations and
 * workflows. Thread-safe.
 */
public final class JobEnds implements JobEvents {
  private static final String SOURCE = "jobs";
  private static final String TYPE = "dev.sluice.job.completed";

  private final Router router;

  /** Has this route them. */
  public JobEnds(Router router) {
    this.router = router;
  }

  @Override
  public void over(Job job) {
    byte[] event = event(job);
    List<String> unused =
        router.accept(
            CloudEventRequests.formatted(MediaTypes.CLOUD_EVENT, event).stream()
                .map(one -> new Router.Arrival(job.namespace(), SOURCE, one))
                .toList());
  }

  private static byte[] event(Job job) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = StreamedJson.FACTORY.createGenerator(bytes)) {
      String status = InvocationWire.word(job.state());
      Instant end = job.endedAt();
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      // The same each time that this end is told, and another one when it is over again.
      json.writeStringField("id", job.id() + "-" + job.ends());
      json.writeStringField("source", "/namespaces/" + job.namespace() + "/jobs");
      json.writeStringField("type", TYPE);
      json.writeStringField("subject", job.id());
      json.writeStringField("time", (end == null ? job.createdAt() : end).toString());
      json.writeStringField("function", job.function());
      json.writeStringField("status", status);
      json.writeStringField("datacontenttype", MediaTypes.JSON);
      json.writeObjectFieldStart("data");
      json.writeStringField("job", job.id());
      json.writeStringField("function", job.function());
      json.writeStringField("version", job.version());
      if (job.key() != null) {
        json.writeStringField("key", job.key());
      }
      json.writeStringField("status", status);
      Progress progress = job.progress();
      json.writeNumberField("tasks", job.plan().tasks());
      json.writeNumberField("succeeded", progress.succeeded());
      json.writeNumberField("failed", progress.failed());
      json.writeNumberField("cancelled", progress.cancelled());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return bytes.toByteArray();
  }
}
