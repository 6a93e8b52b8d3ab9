package dev.sluice.store.job;

import dev.sluice.core.job.Job;
import dev.sluice.core.job.Job.Progress;
import dev.sluice.core.job.Job.State;
import dev.sluice.core.job.JobStore;
import dev.sluice.core.job.TaskEnd;
import dev.sluice.core.job.TaskEnd.Outcome;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.store.Pieces;
import dev.sluice.store.invocation.JdbcInvocationStore;
import dev.sluice.store.queue.QueueTable;
import dev.sluice.store.sql.PlainJdbc;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when the
 * database does not answer. Thread-safe.
 */
public final class JdbcJobStore implements JobStore {
  private static final String JOBS = "select * from jobs";
  private static final String OVER = "('SUCCEEDED', 'FAILED', 'CANCELLED')";
  private static final int CHUNK = 1_000;

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcJobStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean create(Job job, byte[] input) {
    return transactions.changeIfFree(
        handle -> {
          JobTable.insert(handle, job, input);
          return true;
        });
  }

  @Override
  public Optional<Job> find(String namespace, String id) {
    return one(new Select(JOBS).where("namespace = ?", namespace).where("id = ?", id));
  }

  @Override
  public Optional<Job> findByKey(String namespace, String key) {
    return one(new Select(JOBS).where("namespace = ?", namespace).where("job_key = ?", key));
  }

  private Optional<Job> one(Select select) {
    return transactions.read(handle -> select.list(handle, "id", 1, JobTable::row)).stream()
        .findFirst();
  }

  @Override
  public List<Job> list(
      String namespace,
      @Nullable String function,
      @Nullable State state,
      @Nullable String before,
      int limit) {
    return transactions.read(
        handle ->
            new Select(JOBS)
                .where("namespace = ?", namespace)
                .whereIf("function_name = ?", function)
                .whereIf("state = ?", state == null ? null : state.name())
                .whereIf("id < ?", before)
                .list(handle, "namespace desc, id desc", limit, JobTable::row));
  }

  @Override
  public List<Job> unfinished() {
    return all("state not in " + OVER);
  }

  @Override
  public List<Job> untold() {
    return all("state in " + OVER + " and not told");
  }

  private List<Job> all(String condition) {
    return transactions.read(
        handle ->
            handle
                .createQuery(JOBS + " where " + condition + " order by id")
                .map(JobTable::row)
                .list());
  }

  @Override
  public int countUnfinished(String namespace) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select count(*) from jobs where namespace = :namespace and state not in "
                        + OVER)
                .bind("namespace", namespace)
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public byte[] input(String job, long offset, int bytes) {
    long first = offset / Pieces.BYTES;
    long last = (offset + bytes - 1) / Pieces.BYTES;
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    transactions
        .read(
            handle ->
                handle
                    .createQuery(
                        "select payload from job_inputs where job_id = :job"
                            + " and part between :first and :last order by part")
                    .bind("job", job)
                    .bind("first", first)
                    .bind("last", last)
                    .map((row, context) -> row.getBytes("payload"))
                    .list())
        .forEach(parts::writeBytes);
    byte[] read = parts.toByteArray();
    int from = (int) (offset - first * Pieces.BYTES);
    return from >= read.length
        ? new byte[0]
        : Arrays.copyOfRange(read, from, Math.min(read.length, from + bytes));
  }

  @Override
  public boolean fill(Job job, Progress next, List<QueuedEvent> tasks) {
    return transactions.write(
        handle -> {
          boolean moved =
              handle
                      .createUpdate(
                          "update jobs set started = :started, input_offset = :offset"
                              + " where id = :id and state = 'RUNNING' and started = :before")
                      .bind("started", next.started())
                      .bind("offset", next.offset())
                      .bind("id", job.id())
                      .bind("before", job.progress().started())
                      .execute()
                  == 1;
          if (moved) {
            PlainJdbc.change(handle, connection -> QueueTable.insert(connection, tasks));
          }
          return moved;
        });
  }

  @Override
  public boolean change(Job job, Set<State> from, State to) {
    return transactions.change(
        handle ->
            handle
                    .createUpdate(
                        "update jobs set state = :to where id = :id and state in (<from>)")
                    .bind("to", to.name())
                    .bind("id", job.id())
                    .bindList("from", from.stream().map(State::name).toList())
                    .execute()
                == 1);
  }

  @Override
  public Optional<Job> finish(Job job, Instant now) {
    boolean over =
        transactions.change(
            handle ->
                // All that did not end will not run, of a job that is cancelled.
                handle
                        .createUpdate(
                            "update jobs set state = case when state = 'CANCELLING' then"
                                + " 'CANCELLED' when succeeded = tasks then 'SUCCEEDED' else"
                                + " 'FAILED' end, cancelled = tasks - succeeded - failed,"
                                + " ends = ends + 1, ended_at = :now where id = :id"
                                + " and (state = 'CANCELLING' or state in ('RUNNING', 'PAUSED')"
                                + " and succeeded + failed + cancelled = tasks)")
                        .bind("now", Times.column(now))
                        .bind("id", job.id())
                        .execute()
                    == 1);
    return over ? find(job.namespace(), job.id()) : Optional.empty();
  }

  @Override
  public int removeWaiting(Job job, Set<String> except) {
    return transactions.change(handle -> QueueTable.removeWaiting(handle, job.queue(), except));
  }

  @Override
  public void told(Job job) {
    int unused =
        transactions.change(
            handle ->
                handle
                    .createUpdate("update jobs set told = true where id = :id and ends = :ends")
                    .bind("id", job.id())
                    .bind("ends", job.ends())
                    .execute());
  }

  private record Row(long task, String invocation, Outcome outcome) {}

  @Override
  public List<TaskEnd> ends(Job job, @Nullable Outcome outcome, long after, int limit) {
    return transactions.read(
        handle ->
            withRecords(
                handle,
                job,
                new Select("select * from job_tasks")
                    .where("job_id = ?", job.id())
                    .whereIf("outcome = ?", outcome == null ? null : outcome.name())
                    .where("task > ?", after)
                    .list(
                        handle,
                        outcome == null ? "job_id, task" : "job_id, outcome, task",
                        limit,
                        (row, context) ->
                            new Row(
                                row.getLong("task"),
                                row.getString("invocation"),
                                Outcome.valueOf(row.getString("outcome"))))));
  }

  private static List<TaskEnd> withRecords(Handle handle, Job job, List<Row> rows) {
    var records =
        JdbcInvocationStore.results(
            handle, job.namespace(), rows.stream().map(Row::invocation).toList());
    return rows.stream()
        .map(
            row ->
                new TaskEnd(
                    row.task(), row.invocation(), row.outcome(), records.get(row.invocation())))
        .toList();
  }

  @Override
  public Optional<TaskEnd> end(Job job, long task) {
    return ends(job, null, task - 1, 1).stream().filter(end -> end.task() == task).findFirst();
  }

  @Override
  public int prune(Instant before) {
    List<Job> old =
        transactions.read(
            handle ->
                handle
                    .createQuery(JOBS + " where told and ended_at < :before and state in " + OVER)
                    .bind("before", Times.column(before))
                    .map(JobTable::row)
                    .list());
    for (Job job : old) {
      // A little at a time, so that nobody waits for long.
      for (long from = 0; from < job.plan().tasks(); from += CHUNK) {
        long first = from;
        int unused =
            transactions.write(
                handle ->
                    handle.execute(
                        "delete from job_tasks where job_id = ? and task >= ? and task < ?",
                        job.id(),
                        first,
                        first + CHUNK));
      }
      int unused =
          transactions.write(
              handle ->
                  handle.execute("delete from job_inputs where job_id = ?", job.id())
                      + handle.execute("delete from jobs where id = ?", job.id()));
    }
    return old.size();
  }
}
