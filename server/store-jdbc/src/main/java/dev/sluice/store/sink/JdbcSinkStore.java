package dev.sluice.store.sink;

import dev.sluice.core.option.Definition;
import dev.sluice.core.sink.SinkStore;
import dev.sluice.store.source.DefinitionColumns;
import dev.sluice.store.sql.Transactions;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Sinks in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when the
 * database does not answer. Thread-safe.
 */
public final class JdbcSinkStore implements SinkStore {
  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcSinkStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Definition> find(String namespace, String name) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from sinks where namespace = :namespace and name = :name")
                .bind("namespace", namespace)
                .bind("name", name)
                .map((row, context) -> DefinitionColumns.read(row))
                .findOne());
  }

  @Override
  public List<Definition> list(String namespace) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from sinks where namespace = :namespace order by name")
                .bind("namespace", namespace)
                .map((row, context) -> DefinitionColumns.read(row))
                .list());
  }

  @Override
  public boolean save(Definition sink) {
    return transactions.changeIfFree(
        handle -> sink.revision() == 1 ? insert(handle, sink) : update(handle, sink));
  }

  private static boolean insert(Handle handle, Definition sink) {
    Update insert =
        handle.createUpdate(
            "insert into sinks (id, namespace, name, kind, description, options, created_at,"
                + " modified_at, revision, manifest) values (:id, :namespace, :name, :kind,"
                + " :description, :options, :createdAt, :modifiedAt, :revision, :manifest)");
    return DefinitionColumns.all(insert, sink).execute() == 1;
  }

  private static boolean update(Handle handle, Definition sink) {
    Update update =
        handle.createUpdate(
            "update sinks set description = :description, options = :options, modified_at ="
                + " :modifiedAt, revision = :revision, manifest = :manifest where id = :id"
                + " and revision = :revision - 1");
    return DefinitionColumns.changing(update, sink).execute() == 1;
  }

  @Override
  public boolean delete(Definition sink) {
    return transactions.change(
        handle -> handle.execute("delete from sinks where id = ?", sink.id()) == 1);
  }
}
