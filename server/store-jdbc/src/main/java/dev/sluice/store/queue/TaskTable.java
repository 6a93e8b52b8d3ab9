package dev.sluice.store.queue;

import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.job.TaskEnd.Outcome;
import dev.sluice.core.job.TaskTrigger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of jobs that have ended, and how many of each job; the caller has the transaction, in which
 * the task's event leaves the queue or comes back.
 */
final class TaskTable {
  private TaskTable() {}

  private record Ended(TaskTrigger task, String invocation, Outcome outcome) {}

  /** Notes those of the records that are of tasks. */
  static void ended(Connection connection, List<InvocationRecord> records) throws SQLException {
    List<Ended> ended = records.stream().map(TaskTable::ended).filter(is -> is != null).toList();
    if (ended.isEmpty()) {
      return;
    }
    // A job may be forgotten whose dead letters are not.
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into job_tasks (job_id, task, invocation, outcome)"
                + " select id, cast(? as bigint), cast(? as varchar(40)), cast(? as varchar(16))"
                + " from jobs where id = ?")) {
      for (Ended one : ended) {
        insert.setLong(1, one.task().task());
        insert.setString(2, one.invocation());
        insert.setString(3, one.outcome().name());
        insert.setString(4, one.task().job());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    count(connection, ended);
  }

  private static @Nullable Ended ended(InvocationRecord record) {
    TaskTrigger task = TaskTrigger.of(record);
    return task == null ? null : new Ended(task, record.id(), outcome(record.status()));
  }

  private static Outcome outcome(Status status) {
    return switch (status) {
      case SUCCEEDED -> Outcome.SUCCEEDED;
      case CANCELLED -> Outcome.CANCELLED;
      default -> Outcome.FAILED;
    };
  }

  private static void count(Connection connection, List<Ended> ended) throws SQLException {
    // In order of the ids, so that no two transactions wait for each other.
    Map<String, Map<Outcome, Integer>> jobs = new TreeMap<>();
    for (Ended one : ended) {
      jobs.computeIfAbsent(one.task().job(), job -> new EnumMap<>(Outcome.class))
          .merge(one.outcome(), 1, Integer::sum);
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update jobs set succeeded = succeeded + ?, failed = failed + ?,"
                + " cancelled = cancelled + ? where id = ?")) {
      for (Map.Entry<String, Map<Outcome, Integer>> job : jobs.entrySet()) {
        update.setInt(1, job.getValue().getOrDefault(Outcome.SUCCEEDED, 0));
        update.setInt(2, job.getValue().getOrDefault(Outcome.FAILED, 0));
        update.setInt(3, job.getValue().getOrDefault(Outcome.CANCELLED, 0));
        update.setString(4, job.getKey());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** A task that had failed is in the queue again: a job that was over because of it runs again. */
  static void again(Handle handle, TaskTrigger task) {
    int removed =
        handle
            .createUpdate("delete from job_tasks where job_id = :job and task = :task")
            .bind("job", task.job())
            .bind("task", task.task())
            .execute();
    if (removed == 1) {
      handle.execute("update jobs set failed = failed - 1 where id = ?", task.job());
      handle.execute(
          "update jobs set state = 'RUNNING', ended_at = null, told = false"
              + " where id = ? and state in ('SUCCEEDED', 'FAILED')",
          task.job());
    }
  }
}
