package dev.sluice.store.workflow;

import dev.sluice.core.workflow.EarlyEvent;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService.Search;
import dev.sluice.core.workflow.ExecutionStore;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.store.sql.DuplicateKeyException;
import dev.sluice.store.sql.PlainJdbc;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Executions in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE}
 * when the database does not answer. Thread-safe.
 */
public final class JdbcExecutionStore implements ExecutionStore {
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
                PlainJdbc.change(handle, connection -> ExecutionTable.write(connection, turns));
                EarlyEvents.add(handle, kept);
                EarlyEvents.remove(handle, gone);
                return turns.size();
              });
    } catch (DuplicateKeyException e) {
      throw new KeyTakenException();
    }
  }

  @Override
  public CompletableFuture<Void> synced() {
    return transactions.synced();
  }

  @Override
  public Optional<ExecutionRecord> find(String namespace, String id) {
    return transactions.read(
        handle ->
            PlainJdbc.on(handle, connection -> ExecutionTable.find(connection, namespace, id)));
  }

  @Override
  public Optional<Kept> find(String namespace, String id, int most) {
    return transactions.read(
        handle ->
            PlainJdbc.on(
                handle,
                connection -> {
                  ExecutionRecord found =
                      ExecutionTable.find(connection, namespace, id).orElse(null);
                  return found == null
                      ? Optional.empty()
                      : Optional.of(new Kept(found, HistoryTable.read(connection, id, 0, most)));
                }));
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
                .whereIf("position(? in at_tasks) > 0", ExecutionTable.place(search.state()))
                .whereIf("id < ?", search.before())
                .list(handle, "id desc", limit, JdbcExecutionStore::row));
  }

  @Override
  public List<Unfinished> unfinished() {
    return transactions.read(
        handle ->
            handle
                .createQuery(ALL + " where unfinished order by id")
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
                      "select id from executions where ended_at < :before and not unfinished"
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
    return transactions.read(
        handle ->
            PlainJdbc.on(handle, connection -> HistoryTable.read(connection, id, from, most)));
  }

  private static ExecutionRecord row(ResultSet row, StatementContext context) throws SQLException {
    return ExecutionTable.record(row);
  }
}
