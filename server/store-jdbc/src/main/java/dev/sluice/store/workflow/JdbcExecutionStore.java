package dev.sluice.store.workflow;

import dev.sluice.core.workflow.EarlyEvent;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService.Search;
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
import java.util.Collection;
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
  private static final int MOST_WAITS = 100_000;
  private static final String ALL = "select * from executions";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcExecutionStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void write(List<Turn> turns, Collection<EarlyEvent> kept, Collection<EarlyEvent> gone)
      throws KeyTakenException {
    try {
      int unused =
          transactions.write(
              handle -> {
                records(handle, turns);
                EarlyEvents.add(handle, kept);
                EarlyEvents.remove(handle, gone);
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
                + " created_at, ended_at, events, done, waits) values (:id, :namespace, :workflow,"
                + " :version, :key, :status, :createdAt, :endedAt, :events, :done, :waits)");
    PreparedBatch changed =
        handle.prepareBatch(
            "update executions set status = :status, ended_at = :endedAt, events = :events,"
                + " done = :done, waits = :waits where id = :id");
    for (Turn turn : turns) {
      ExecutionRecord after = turn.after();
      Instant ended = after.endedAt();
      PreparedBatch batch = turn.fresh() ? added : changed;
      batch
          .bind("id", after.id())
          .bind("status", after.status().name())
          .bind("endedAt", ended == null ? null : Times.column(ended))
          .bind("events", after.events())
          .bind("done", turn.done())
          .bind("waits", waits(turn.waits()));
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
      String events = turn.events();
      if (events == null) {
        continue;
      }
      int part = 0;
      for (String content : Parts.of(events)) {
        batch
            .bind("id", turn.after().id())
            .bind("event", turn.first())
            .bind("part", part++)
            .bind("content", content)
            .add();
      }
    }
    return batch.size() == 0 ? 0 : batch.execute().length;
  }

  private static @Nullable String waits(@Nullable String waits) {
    return waits == null || waits.length() > MOST_WAITS ? null : StoredText.of(waits, MOST_WAITS);
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
  public List<ExecutionRecord> list(String namespace, Search search, int limit) {
    Status status = search.status();
    Instant from = search.from();
    Instant to = search.to();
    Select select = new Select(ALL).where("namespace = ?", namespace);
    return transactions.read(
        handle ->
            (search.workflow() == null
                    ? select.where("workflow not like ?", "%~%")
                    : select.where("workflow = ?", search.workflow()))
                .whereIf("status = ?", status == null ? null : status.name())
                .whereIf("business_key = ?", search.key())
                .whereIf("created_at >= ?", from == null ? null : Times.column(from))
                .whereIf("created_at < ?", to == null ? null : Times.column(to))
                .whereIf("id < ?", search.before())
                .list(handle, "id desc", limit, JdbcExecutionStore::row));
  }

  @Override
  public List<Unfinished> unfinished() {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    ALL
                        + " where status in ('PENDING', 'RUNNING', 'SUSPENDED') or done < events"
                        + " order by id")
                .map(
                    (row, context) ->
                        new Unfinished(
                            row(row, context), row.getInt("done"), row.getString("waits")))
                .list());
  }

  @Override
  public int removeEnded(Instant before, int most) {
    return transactions.write(
        handle -> {
          List<String> ids =
              handle
                  .createQuery(
                      "select id from executions where ended_at < :before and done >= events"
                          + " order by ended_at fetch first :most rows only")
                  .bind("before", Times.column(before))
                  .bind("most", most)
                  .mapTo(String.class)
                  .list();
          if (!ids.isEmpty()) {
            PreparedBatch histories =
                handle.prepareBatch("delete from execution_events where execution_id = ?");
            PreparedBatch executions = handle.prepareBatch("delete from executions where id = ?");
            for (String id : ids) {
              histories.add(id);
              executions.add(id);
            }
            int[] unusedHistories = histories.execute();
            int[] unusedExecutions = executions.execute();
          }
          return ids.size();
        });
  }

  @Override
  public List<EarlyEvent> early() {
    return transactions.read(EarlyEvents::all);
  }

  @Override
  public List<Part> history(String id, int from, int most) {
    List<Part> found = new ArrayList<>();
    Parts parts = new Parts();
    transactions.read(
        handle ->
            handle
                .createQuery(
                    "select event, part, content from execution_events where execution_id = :id"
                        + " and event >= :from and event <= coalesce((select max(event) from"
                        + " (select event from execution_events where execution_id = :id"
                        + " and event >= :from and part = 0 order by event"
                        + " fetch first :most rows only) first_events), -1)"
                        + " order by event, part")
                .bind("id", id)
                .bind("from", from)
                .bind("most", most)
                .map(
                    (row, context) -> {
                      boolean first = row.getInt("part") == 0;
                      int event = row.getInt("event");
                      String whole = parts.add(first, row.getString("content"));
                      if (!first) {
                        found.remove(found.size() - 1);
                      }
                      return found.add(new Part(event, whole));
                    })
                .list());
    return found;
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
