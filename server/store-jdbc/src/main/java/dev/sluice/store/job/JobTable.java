package dev.sluice.store.job;

import dev.sluice.core.job.Job;
import dev.sluice.core.job.Job.Plan;
import dev.sluice.core.job.Job.Progress;
import dev.sluice.core.job.Job.Range;
import dev.sluice.core.job.Job.State;
import dev.sluice.store.Pieces;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Statements on jobs and their input; the caller has the transaction. */
final class JobTable {
  private static final int MAX_TEXT = 1_000;
  private static final int DESCRIPTION_CHARS = 10_000;

  private JobTable() {}

  static void insert(Handle handle, Job job, byte[] input) {
    Plan plan = job.plan();
    Range range = plan.range();
    Progress progress = job.progress();
    handle
        .createUpdate(
            "insert into jobs (id, namespace, function_name, qualifier, version, job_key,"
                + " description, range_from, range_step, items, items_per_task, tasks,"
                + " parallelism, max_attempts, state, started, input_offset, succeeded, failed,"
                + " cancelled, ends, told, created_at) values (:id, :namespace, :function,"
                + " :qualifier, :version, :key, :description, :from, :step, :items, :itemsPerTask,"
                + " :tasks, :parallelism, :maxAttempts, :state, :started, :offset, :succeeded,"
                + " :failed, :cancelled, :ends, false, :createdAt)")
        .bind("id", job.id())
        .bind("namespace", job.namespace())
        .bind("function", job.function())
        .bind("qualifier", StoredText.of(job.qualifier(), MAX_TEXT))
        .bind("version", job.version())
        .bind("key", job.key())
        .bind("description", StoredText.of(job.description(), DESCRIPTION_CHARS))
        .bind("from", range == null ? null : (Long) range.from())
        .bind("step", range == null ? null : (Long) range.step())
        .bind("items", plan.items())
        .bind("itemsPerTask", plan.itemsPerTask())
        .bind("tasks", plan.tasks())
        .bind("parallelism", plan.parallelism())
        .bind("maxAttempts", plan.maxAttempts())
        .bind("state", job.state().name())
        .bind("started", progress.started())
        .bind("offset", progress.offset())
        .bind("succeeded", progress.succeeded())
        .bind("failed", progress.failed())
        .bind("cancelled", progress.cancelled())
        .bind("ends", job.ends())
        .bind("createdAt", Times.column(job.createdAt()))
        .execute();
    insertInput(handle, job.id(), input);
  }

  private static void insertInput(Handle handle, String job, byte[] input) {
    if (input.length == 0) {
      return;
    }
    PreparedBatch parts =
        handle.prepareBatch("insert into job_inputs (job_id, part, payload) values (?, ?, ?)");
    int part = 0;
    for (byte[] piece : Pieces.of(input)) {
      parts.add(job, part++, piece);
    }
    int[] unused = parts.execute();
  }

  static Job row(ResultSet row, StatementContext context) throws SQLException {
    long from = row.getLong("range_from");
    boolean stored = row.wasNull();
    return new Job(
        row.getString("id"),
        row.getString("namespace"),
        row.getString("function_name"),
        row.getString("qualifier"),
        row.getString("version"),
        row.getString("job_key"),
        row.getString("description"),
        new Plan(
            stored ? null : new Range(from, row.getLong("range_step")),
            row.getLong("items"),
            row.getInt("items_per_task"),
            row.getObject("parallelism", Integer.class),
            row.getObject("max_attempts", Integer.class)),
        State.valueOf(row.getString("state")),
        new Progress(
            row.getLong("started"),
            row.getLong("input_offset"),
            row.getLong("succeeded"),
            row.getLong("failed"),
            row.getLong("cancelled")),
        Times.instant(row, "created_at"),
        Times.optional(row, "ended_at"),
        row.getInt("ends"));
  }
}
