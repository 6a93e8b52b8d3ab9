package dev.sluice.app.cli.job;

import dev.sluice.api.JobInfo;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Words;
import java.time.Instant;
import java.util.Objects;

/** A job in words. */
final class JobWords {
  private JobWords() {}

  static String of(JobInfo is, Shell shell) {
    Instant end = is.endedAt();
    Integer parallelism = is.parallelism();
    Integer attempts = is.maxAttempts();
    return new Facts()
        .put("Job", is.id())
        .put("Function", is.function())
        .put(
            "Version",
            is.qualifier().equals(is.version())
                ? is.version()
                : is.version() + " (" + is.qualifier() + ")")
        .put("Key", Objects.requireNonNullElse(is.key(), ""))
        .put("Description", is.description())
        .put("Status", is.status())
        .put("Tasks", Long.toString(is.tasks()))
        .put("  waiting", Long.toString(is.waiting()))
        .put("  running", Long.toString(is.running()))
        .put("  succeeded", Long.toString(is.succeeded()))
        .put("  failed", Long.toString(is.failed()))
        .put("  cancelled", Long.toString(is.cancelled()))
        .put("Items per task", Integer.toString(is.itemsPerTask()))
        .put("Parallelism", parallelism == null ? "as the function says" : parallelism.toString())
        .put("Attempts", attempts == null ? "as the function says" : attempts.toString())
        .put("Started", Words.time(is.createdAt(), shell.clock().getZone()))
        .put("Ended", end == null ? "" : Words.time(end, shell.clock().getZone()))
        .render();
  }
}
