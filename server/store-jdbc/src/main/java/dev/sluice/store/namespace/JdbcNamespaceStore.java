package dev.sluice.store.namespace;

import dev.sluice.core.namespace.NamespaceRecord;
import dev.sluice.core.namespace.NamespaceStore;
import dev.sluice.core.namespace.NamespaceUse;
import dev.sluice.core.namespace.Quota;
import dev.sluice.store.queue.CombinationTable;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Namespaces in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE}
 * when the database does not answer. Thread-safe.
 */
public final class JdbcNamespaceStore implements NamespaceStore {
  private static final int DESCRIPTION_CHARS = 10_000;

  /** Each different code once, however many functions and versions have it. */
  private static final String CODE =
      "(select code_digest, code_bytes from functions where namespace = :name and id <> :without"
          + " union select v.code_digest, v.code_bytes from function_versions v"
          + " join functions f on f.id = v.function_id where f.namespace = :name) c";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcNamespaceStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<NamespaceRecord> find(String name) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from namespaces where name = :name")
                .bind("name", name)
                .map(JdbcNamespaceStore::row)
                .findOne());
  }

  @Override
  public List<NamespaceRecord> list() {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from namespaces order by name")
                .map(JdbcNamespaceStore::row)
                .list());
  }

  @Override
  public List<String> inUse() {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select namespace from functions union select namespace from access_keys"
                        + " union select namespace from secrets union select namespace from sources"
                        + " union select namespace from sinks"
                        + " union select namespace from associations"
                        + " order by namespace")
                .mapTo(String.class)
                .list());
  }

  @Override
  public boolean save(NamespaceRecord namespace) {
    return transactions.changeIfFree(
        handle ->
            namespace.revision() == 1 ? insert(handle, namespace) : update(handle, namespace));
  }

  private static boolean insert(Handle handle, NamespaceRecord namespace) {
    Update statement =
        handle.createUpdate(
            "insert into namespaces (name, description, max_functions, max_concurrency,"
                + " max_code_bytes, max_log_bytes, max_calls_per_minute, host_network,"
                + " created_at, modified_at, revision) values (:name, :description, :functions,"
                + " :concurrency, :codeBytes, :logBytes, :calls, :hostNetwork,"
                + " :createdAt, :modifiedAt, :revision)");
    return bind(statement, namespace)
            .bind("createdAt", Times.column(namespace.createdAt()))
            .execute()
        == 1;
  }

  private static boolean update(Handle handle, NamespaceRecord namespace) {
    Update statement =
        handle.createUpdate(
            "update namespaces set description = :description, max_functions = :functions,"
                + " max_concurrency = :concurrency, max_code_bytes = :codeBytes,"
                + " max_log_bytes = :logBytes, max_calls_per_minute = :calls,"
                + " host_network = :hostNetwork, modified_at = :modifiedAt,"
                + " revision = :revision where name = :name and revision = :revision - 1");
    return bind(statement, namespace).execute() == 1;
  }

  private static Update bind(Update statement, NamespaceRecord namespace) {
    Quota quota = namespace.quota();
    return statement
        .bind("name", namespace.name())
        .bind("description", StoredText.of(namespace.description(), DESCRIPTION_CHARS))
        .bind("functions", quota.functions())
        .bind("concurrency", quota.concurrency())
        .bind("codeBytes", quota.codeBytes())
        .bind("logBytes", quota.logBytes())
        .bind("calls", quota.invocationsPerMinute())
        .bind("hostNetwork", quota.hostNetwork())
        .bind("modifiedAt", Times.column(namespace.modifiedAt()))
        .bind("revision", namespace.revision());
  }

  @Override
  public Deletion delete(String name) {
    return transactions.change(
        handle -> {
          if (any(handle, "functions where namespace = :name", name)
              || any(handle, "sources where namespace = :name", name)
              || any(handle, "sinks where namespace = :name", name)
              || any(handle, "associations where namespace = :name", name)
              || any(handle, "workflow_versions where namespace = :name and not removed", name)
              || any(handle, "jobs where namespace = :name and ended_at is null", name)
              || any(handle, "executions where namespace = :name and ended_at is null", name)) {
            return Deletion.NOT_EMPTY;
          }
          // Who makes a namespace of this name again must not see what ran in this one.
          CombinationTable.removeAll(handle, name);
          int unused =
              handle.execute(
                      "delete from execution_events where execution_id in"
                          + " (select id from executions where namespace = ?)",
                      name)
                  + deleteJobs(handle, name)
                  + deleteFrom(handle, "executions", "namespace", name)
                  + deleteFrom(handle, "audit_lines", "namespace", name)
                  + deleteFrom(handle, "binding_state", "namespace", name)
                  + deleteFrom(handle, "roles", "namespace", name)
                  + deleteFrom(handle, "early_events", "namespace", name)
                  + deleteFrom(handle, "workflow_aliases", "namespace", name)
                  + deleteFrom(handle, "workflow_versions", "namespace", name);
          int rows =
              deleteFrom(handle, "namespaces", "name", name)
                  + deleteFrom(handle, "access_keys", "namespace", name)
                  + deleteFrom(handle, "secrets", "namespace", name);
          return rows > 0 ? Deletion.DELETED : Deletion.NOT_FOUND;
        });
  }

  private static int deleteJobs(Handle handle, String name) {
    String of = " where job_id in (select id from jobs where namespace = ?)";
    return handle.execute("delete from job_tasks" + of, name)
        + handle.execute("delete from job_inputs" + of, name)
        + deleteFrom(handle, "jobs", "namespace", name);
  }

  private static boolean any(Handle handle, String from, String name) {
    return handle
            .createQuery("select count(*) from " + from)
            .bind("name", name)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private static int deleteFrom(Handle handle, String table, String column, String name) {
    return handle
        .createUpdate("delete from " + table + " where " + column + " = :name")
        .bind("name", name)
        .execute();
  }

  @Override
  public NamespaceUse use(String name, @Nullable String withoutLatestOf) {
    return transactions.read(handle -> use(handle, name, withoutLatestOf));
  }

  private static NamespaceUse use(Handle handle, String name, @Nullable String without) {
    int functions =
        handle
            .createQuery("select count(*) from functions where namespace = :name")
            .bind("name", name)
            .mapTo(Integer.class)
            .one();
    long bytes =
        handle
            .createQuery("select coalesce(sum(code_bytes), 0) from " + CODE)
            .bind("name", name)
            .bind("without", without == null ? "" : without)
            .mapTo(Long.class)
            .one();
    return new NamespaceUse(functions, bytes);
  }

  @Override
  public boolean hasCode(String name, String digest, @Nullable String withoutLatestOf) {
    return transactions.read(
        handle ->
            handle
                    .createQuery("select count(*) from " + CODE + " where code_digest = :digest")
                    .bind("name", name)
                    .bind("without", withoutLatestOf == null ? "" : withoutLatestOf)
                    .bind("digest", digest)
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  private static NamespaceRecord row(ResultSet row, StatementContext context) throws SQLException {
    return new NamespaceRecord(
        row.getString("name"),
        row.getString("description"),
        new Quota(
            row.getObject("max_functions", Integer.class),
            row.getObject("max_concurrency", Integer.class),
            row.getObject("max_code_bytes", Long.class),
            row.getObject("max_log_bytes", Long.class),
            row.getObject("max_calls_per_minute", Integer.class),
            row.getObject("host_network", Boolean.class)),
        Times.instant(row, "created_at"),
        Times.instant(row, "modified_at"),
        row.getLong("revision"));
  }
}
