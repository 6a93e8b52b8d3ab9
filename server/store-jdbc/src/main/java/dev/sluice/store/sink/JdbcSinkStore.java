package dev.sluice.store.sink;

import dev.sluice.core.sink.SinkDefinition;
import dev.sluice.core.sink.SinkStore;
import dev.sluice.store.source.OptionsJson;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Sinks in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when the
 * database does not answer. Thread-safe.
 */
public final class JdbcSinkStore implements SinkStore {
  private static final int OPTIONS_CHARS = 1_000_000;

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcSinkStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<SinkDefinition> find(String namespace, String name) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from sinks where namespace = :namespace and name = :name")
                .bind("namespace", namespace)
                .bind("name", name)
                .map(JdbcSinkStore::row)
                .findOne());
  }

  @Override
  public List<SinkDefinition> list(String namespace) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from sinks where namespace = :namespace order by name")
                .bind("namespace", namespace)
                .map(JdbcSinkStore::row)
                .list());
  }

  @Override
  public boolean save(SinkDefinition sink) {
    return transactions.changeIfFree(
        handle -> sink.revision() == 1 ? insert(handle, sink) : update(handle, sink));
  }

  private static boolean insert(Handle handle, SinkDefinition sink) {
    return handle
            .createUpdate(
                "insert into sinks (id, namespace, name, kind, description, options, created_at,"
                    + " modified_at, revision, manifest) values (:id, :namespace, :name, :kind, :description,"
                    + " :options, :createdAt,   :modifiedAt, :revision, :manifest)")
            .bind("id", sink.id())
            .bind("namespace", sink.namespace())
            .bind("name", sink.name())
            .bind("kind", sink.kind())
            .bind("description", sink.description())
            .bind("options", StoredText.of(OptionsJson.write(sink.options()), OPTIONS_CHARS))
            .bind("createdAt", Times.column(sink.createdAt()))
            .bind("modifiedAt", Times.column(sink.modifiedAt()))
            .bind("revision", sink.revision())
            .bind("manifest", sink.manifest())
            .execute()
        == 1;
  }

  private static boolean update(Handle handle, SinkDefinition sink) {
    return handle
            .createUpdate(
                "update sinks set description = :description, options = :options, modified_at ="
                    + " :modifiedAt, revision = :revision, manifest = :manifest where id = :id"
                    + " and revision = :revision - 1")
            .bind("id", sink.id())
            .bind("description", sink.description())
            .bind("options", StoredText.of(OptionsJson.write(sink.options()), OPTIONS_CHARS))
            .bind("modifiedAt", Times.column(sink.modifiedAt()))
            .bind("revision", sink.revision())
            .bind("manifest", sink.manifest())
            .execute()
        == 1;
  }

  @Override
  public boolean delete(SinkDefinition sink) {
    return transactions.change(
        handle -> handle.execute("delete from sinks where id = ?", sink.id()) == 1);
  }

  private static SinkDefinition row(ResultSet row, StatementContext context) throws SQLException {
    return new SinkDefinition(
        row.getString("id"),
        row.getString("namespace"),
        row.getString("name"),
        row.getString("kind"),
        row.getString("description"),
        OptionsJson.read(row.getString("options")),
        Times.instant(row, "created_at"),
        Times.instant(row, "modified_at"),
        row.getLong("revision"),
        row.getString("manifest"));
  }
}
