package dev.sluice.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.JobInfo;
import dev.sluice.api.JobResult;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Result;
import dev.sluice.core.job.Job;
import dev.sluice.core.job.Job.Progress;
import dev.sluice.core.job.TaskEnd;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Jobs as the wire shows them. */
final class JobWire {
  private static final ObjectMapper TREES = new ObjectMapper();

  private JobWire() {}

  static JobInfo job(Job is, int running) {
    Progress progress = is.progress();
    long left = is.plan().tasks() - progress.succeeded() - progress.failed() - progress.cancelled();
    // One that ended meanwhile runs no more.
    long runs = Math.min(running, left);
    return new JobInfo(
        is.id(),
        is.namespace(),
        is.function(),
        is.qualifier(),
        is.version(),
        is.key(),
        is.description(),
        InvocationWire.word(is.state()),
        is.plan().itemsPerTask(),
        is.plan().parallelism(),
        is.plan().maxAttempts(),
        is.plan().tasks(),
        left - runs,
        runs,
        progress.succeeded(),
        progress.failed(),
        progress.cancelled(),
        is.createdAt(),
        is.endedAt());
  }

  static JobResult result(TaskEnd end) {
    InvocationRecord record = end.record();
    InvocationRecord.Async async = record == null ? null : record.async();
    Result result = async == null ? null : async.result();
    Object value = result == null ? null : value(result);
    return new JobResult(
        end.task(),
        end.invocation(),
        InvocationWire.word(end.outcome()),
        async == null ? null : async.attempts(),
        result == null ? null : result.contentType(),
        value,
        result == null || value != null ? null : Base64.getEncoder().encodeToString(result.body()),
        record == null ? null : InvocationWire.error(record.failure()));
  }

  /** Null for what is neither JSON nor text. */
  private static @Nullable Object value(Result result) {
    if (MediaTypes.isJson(MediaTypes.bare(result.contentType()))
        && JsonPayload.isValue(result.body())) {
      try {
        JsonNode tree = TREES.readTree(result.body());
        return tree;
      } catch (IOException e) {
        return null; // deeper than this reader goes
      }
    }
    return CloudEventWriter.text(result.body());
  }
}
