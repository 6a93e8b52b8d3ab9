package dev.sluice.store.build;

import dev.sluice.core.build.BuildRecord;
import dev.sluice.core.build.BuildRecord.State;
import dev.sluice.core.build.BuildStore;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Builds in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcBuildStore implements BuildStore {
  private static final int ERROR_CHARS = 10_000;

  private static final String COLUMNS =
      "select id, namespace, function_name, recipe, state, started_at, duration_nanos, error,"
          + " code_digest from builds";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcBuildStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void insert(BuildRecord build) {
    transactions.change(
        handle ->
            bindEnd(
                    handle.createUpdate(
                        "insert into builds (id, namespace, function_name, recipe, state,"
                            + " started_at, duration_nanos, error, code_digest, log,"
                            + " log_first_line) values (:id, :namespace, :function, :recipe,"
                            + " :state, :startedAt, :durationNanos, :error, :digest, '', 1)"),
                    build)
                .bind("namespace", build.namespace())
                .bind("function", build.function())
                .bind("recipe", build.recipe())
                .bind("startedAt", Times.column(build.startedAt()))
                .execute());
  }

  @Override
  public void saveLog(String id, String log, long firstLine) {
    transactions.write(
        handle ->
            bindLog(
                    handle.createUpdate(
                        "update builds set log = :log, log_first_line = :firstLine where id = :id"),
                    log,
                    firstLine)
                .bind("id", id)
                .execute());
  }

  @Override
  public void end(BuildRecord build, String log, long firstLine) {
    transactions.change(
        handle ->
            bindEnd(
                    bindLog(
                        handle.createUpdate(
                            "update builds set state = :state, duration_nanos = :durationNanos,"
                                + " error = :error, code_digest = :digest, log = :log,"
                                + " log_first_line = :firstLine where id = :id"),
                        log,
                        firstLine),
                    build)
                .execute());
  }

  private static Update bindEnd(Update update, BuildRecord build) {
    Duration duration = build.duration();
    String error = build.error();
    return update
        .bind("id", build.id())
        .bind("state", build.state().name())
        .bind("durationNanos", duration == null ? null : (Long) duration.toNanos())
        .bind("error", error == null ? null : StoredText.of(error, ERROR_CHARS))
        .bind("digest", build.digest());
  }

  private static Update bindLog(Update update, String log, long firstLine) {
    return update.bind("log", StoredText.of(log, LOG_CHARS)).bind("firstLine", firstLine);
  }

  @Override
  public Optional<BuildRecord> find(String namespace, String function, String id) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + " where id = :id and namespace = :namespace and function_name = :function")
                .bind("id", id)
                .bind("namespace", namespace)
                .bind("function", function)
                .map(JdbcBuildStore::build)
                .findOne());
  }

  @Override
  public List<BuildRecord> list(
      String namespace, String function, @Nullable String before, int limit) {
    return transactions.read(
        handle ->
            new Select(COLUMNS)
                .where("namespace = ?", namespace)
                .where("function_name = ?", function)
                .whereIf("id < ?", before)
                .list(
                    handle,
                    "namespace desc, function_name desc, id desc",
                    limit,
                    JdbcBuildStore::build));
  }

  @Override
  public Optional<StoredLog> log(String namespace, String function, String id) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select log, log_first_line from builds"
                        + " where id = :id and namespace = :namespace and function_name = :function")
                .bind("id", id)
                .bind("namespace", namespace)
                .bind("function", function)
                .map(
                    (row, context) ->
                        new StoredLog(row.getString("log"), row.getLong("log_first_line")))
                .findOne());
  }

  @Override
  public int failRunning(String error) {
    return transactions.change(
        handle ->
            handle
                .createUpdate(
                    "update builds set state = :failed, error = :error where state = :running")
                .bind("failed", State.FAILED.name())
                .bind("running", State.RUNNING.name())
                .bind("error", StoredText.of(error, ERROR_CHARS))
                .execute());
  }

  @Override
  public int keepNewest(String namespace, String function, int count) {
    return transactions.write(
        handle -> {
          List<String> old =
              handle
                  .createQuery(
                      "select id from builds where namespace = :namespace"
                          + " and function_name = :function order by id desc"
                          + " offset :count rows fetch first 1000 rows only")
                  .bind("namespace", namespace)
                  .bind("function", function)
                  .bind("count", count)
                  .mapTo(String.class)
                  .list();
          return old.isEmpty() ? 0 : delete(handle, old);
        });
  }

  private static int delete(Handle handle, List<String> ids) {
    return handle
        .createUpdate("delete from builds where state <> :running and id in (<ids>)")
        .bind("running", State.RUNNING.name())
        .bindList("ids", ids)
        .execute();
  }

  @Override
  public void removeAll(String namespace, String function) {
    transactions.change(
        handle ->
            handle
                .createUpdate(
                    "delete from builds where namespace = :namespace"
                        + " and function_name = :function and state <> :running")
                .bind("namespace", namespace)
                .bind("function", function)
                .bind("running", State.RUNNING.name())
                .execute());
  }

  @Override
  public int pruneOrphans(Instant before) {
    return transactions.write(
        handle ->
            handle
                .createUpdate(
                    "delete from builds where started_at < :before and state <> :running"
                        + " and not exists (select 1 from functions f"
                        + " where f.namespace = builds.namespace"
                        + " and f.name = builds.function_name)")
                .bind("before", Times.column(before))
                .bind("running", State.RUNNING.name())
                .execute());
  }

  private static BuildRecord build(ResultSet row, StatementContext context) throws SQLException {
    Long nanos = row.getObject("duration_nanos", Long.class);
    return new BuildRecord(
        row.getString("id"),
        row.getString("namespace"),
        row.getString("function_name"),
        row.getString("recipe"),
        State.valueOf(row.getString("state")),
        Times.instant(row, "started_at"),
        nanos == null ? null : Duration.ofNanos(nanos),
        row.getString("error"),
        row.getString("code_digest"));
  }
}
