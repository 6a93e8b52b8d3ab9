package dev.sluice.store.workflow;

import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionStore;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.store.sql.DuplicateKeyException;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Executions in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE}
 * when the database does not answer. Thread-safe.
 */
public final class JdbcExecutionStore implements ExecutionStore {
  private static final int PART = 500_000;
  private static final String ALL = "select * from executions";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcExecutionStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void write(List<Turn> turns) throws KeyTakenException {
    try {
      int unused =
          transactions.write(
              handle -> {
                records(handle, turns);
                return events(handle, turns);
              });
    } catch (DuplicateKeyException e) {
      throw new KeyTakenException();
    }
  }

  private static void records(Handle handle, List<Turn> turns) {
    PreparedBatch added =
        handle.prepareBatch(
            "insert into executions (id, namespace, workflow, version, business_key, status,"
                + " created_at, ended_at, events) values (:id, :namespace, :workflow, :version,"
                + " :key, :status, :createdAt, :endedAt, :events)");
    PreparedBatch changed =
        handle.prepareBatch(
            "update executions set status = :status, ended_at = :endedAt, events = :events"
                + " where id = :id");
    for (Turn turn : turns) {
      ExecutionRecord after = turn.after();
      Instant ended = after.endedAt();
      PreparedBatch batch = turn.fresh() ? added : changed;
      batch
          .bind("id", after.id())
          .bind("status", after.status().name())
          .bind("endedAt", ended == null ? null : Times.column(ended))
          .bind("events", after.events());
      if (turn.fresh()) {
        batch
            .bind("namespace", after.namespace())
            .bind("workflow", after.workflow())
            .bind("version", after.version())
            .bind("key", after.key())
            .bind("createdAt", Times.column(after.createdAt()));
      }
      batch.add();
    }
    if (added.size() > 0) {
      int[] unused = added.execute();
    }
    if (changed.size() > 0) {
      int[] unused = changed.execute();
    }
  }

  private static int events(Handle handle, List<Turn> turns) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into execution_events (execution_id, event, part, content)"
                + " values (:id, :event, :part, :content)");
    for (Turn turn : turns) {
      int number = turn.first();
      for (String event : turn.events()) {
        int part = 0;
        for (String content : parts(event)) {
          batch
              .bind("id", turn.after().id())
              .bind("event", number)
              .bind("part", part++)
              .bind("content", content)
              .add();
        }
        number++;
      }
    }
    return batch.size() == 0 ? 0 : batch.execute().length;
  }

  private static List<String> parts(String event) {
    String text = StoredText.of(event, Integer.MAX_VALUE);
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (text.length() - start > PART) {
      int end = start + PART;
      end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
      parts.add(text.substring(start, end));
      start = end;
    }
    parts.add(text.substring(start));
    return parts;
  }

  @Override
  public void sync() {
    transactions.sync();
  }

  @Override
  public Optional<ExecutionRecord> find(String namespace, String id) {
    return one(new Select(ALL).where("namespace = ?", namespace).where("id = ?", id));
  }

  @Override
  public Optional<ExecutionRecord> findByKey(String namespace, String workflow, String key) {
    return one(
        new Select(ALL)
            .where("namespace = ?", namespace)
            .where("workflow = ?", workflow)
            .where("business_key = ?", key));
  }

  private Optional<ExecutionRecord> one(Select select) {
    return transactions
        .read(handle -> select.list(handle, "id", 1, JdbcExecutionStore::row))
        .stream()
        .findFirst();
  }

  @Override
  public List<ExecutionRecord> list(
      String namespace,
      @Nullable String workflow,
      @Nullable String status,
      @Nullable String before,
      int limit) {
    return transactions.read(
        handle ->
            new Select(ALL)
                .where("namespace = ?", namespace)
                .whereIf("workflow = ?", workflow)
                .whereIf("status = ?", status)
                .whereIf("id < ?", before)
                .list(handle, "id desc", limit, JdbcExecutionStore::row));
  }

  @Override
  public List<ExecutionRecord> unfinished() {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    ALL + " where status in ('PENDING', 'RUNNING', 'SUSPENDED') order by id")
                .map(JdbcExecutionStore::row)
                .list());
  }

  @Override
  public List<String> history(String id) {
    List<StringBuilder> events = new ArrayList<>();
    transactions.read(
        handle -> {
          handle
              .createQuery(
                  "select part, content from execution_events where execution_id = :id"
                      + " order by event, part")
              .bind("id", id)
              .map((row, context) -> part(row, events))
              .list();
          return events;
        });
    return events.stream().map(StringBuilder::toString).toList();
  }

  private static int part(ResultSet row, List<StringBuilder> events) throws SQLException {
    int part = row.getInt("part");
    if (part == 0) {
      events.add(new StringBuilder());
    }
    events.get(events.size() - 1).append(row.getString("content"));
    return part;
  }

  private static ExecutionRecord row(ResultSet row, StatementContext context) throws SQLException {
    return new ExecutionRecord(
        row.getString("namespace"),
        row.getString("id"),
        row.getString("workflow"),
        row.getInt("version"),
        row.getString("business_key"),
        Status.valueOf(row.getString("status")),
        Times.instant(row, "created_at"),
        Times.optional(row, "ended_at"),
        row.getInt("events"));
  }
}
