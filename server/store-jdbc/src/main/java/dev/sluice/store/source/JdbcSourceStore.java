package dev.sluice.store.source;

import dev.sluice.core.source.Source;
import dev.sluice.core.source.SourceStore;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/**
 * Sources in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcSourceStore implements SourceStore {
  private static final String WHERE = " where namespace = :namespace and name = :name";
  private static final int POSITION_CHARS = 65_536;

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcSourceStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Source> find(String namespace, String name) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from sources" + WHERE)
                .bind("namespace", namespace)
                .bind("name", name)
                .map(JdbcSourceStore::row)
                .findOne());
  }

  @Override
  public List<Source> list(String namespace) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from sources where namespace = :namespace order by name")
                .bind("namespace", namespace)
                .map(JdbcSourceStore::row)
                .list());
  }

  @Override
  public List<Source> all() {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from sources order by namespace, name")
                .map(JdbcSourceStore::row)
                .list());
  }

  @Override
  public boolean save(Source source) {
    return transactions.changeIfFree(
        handle -> source.revision() == 1 ? insert(handle, source) : update(handle, source));
  }

  private static boolean insert(Handle handle, Source source) {
    Update insert =
        handle.createUpdate(
            "insert into sources (id, namespace, name, kind, description, options, paused,"
                + " runs_since, created_at, modified_at, revision, manifest) values (:id,"
                + " :namespace, :name, :kind, :description, :options, :paused, :runsSince,"
                + " :createdAt, :modifiedAt, :revision, :manifest)");
    return DefinitionColumns.all(running(insert, source), source.definition()).execute() == 1;
  }

  private static boolean update(Handle handle, Source source) {
    Update update =
        handle.createUpdate(
            "update sources set description = :description, options = :options,"
                + " paused = :paused, runs_since = :runsSince, modified_at = :modifiedAt,"
                + " revision = :revision, manifest = :manifest where id = :id"
                + " and revision = :revision - 1");
    return DefinitionColumns.changing(running(update, source), source.definition()).execute() == 1;
  }

  private static Update running(Update statement, Source source) {
    return statement
        .bind("paused", source.paused())
        .bind("runsSince", Times.column(source.runsSince()));
  }

  @Override
  public boolean delete(Source source) {
    return transactions.change(
        handle -> {
          handle.execute("delete from source_positions where source_id = ?", source.id());
          return handle.execute("delete from sources where id = ?", source.id()) == 1;
        });
  }

  @Override
  public Map<String, String> positions(String sourceId) {
    return transactions.read(
        handle ->
            new TreeMap<>(
                handle
                    .createQuery(
                        "select position_key, position from source_positions"
                            + " where source_id = :id")
                    .bind("id", sourceId)
                    .setMapKeyColumn("position_key")
                    .setMapValueColumn("position")
                    .collectInto(new GenericType<Map<String, String>>() {})));
  }

  @Override
  public void remember(List<Position> positions) {
    if (positions.isEmpty()) {
      return;
    }
    int unused =
        transactions.write(
            handle -> {
              forget(handle, positions);
              return add(handle, positions);
            });
  }

  private static void forget(Handle handle, List<Position> positions) {
    PreparedBatch batch =
        handle.prepareBatch(
            "delete from source_positions where source_id = :id and position_key = :key");
    positions.forEach(
        position -> batch.bind("id", position.sourceId()).bind("key", position.key()).add());
    int[] unusedCounts = batch.execute();
  }

  private static int add(Handle handle, List<Position> positions) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into source_positions (source_id, position_key, position)"
                + " values (:id, :key, :position)");
    for (Position position : positions) {
      position
          .value()
          .ifPresent(
              value ->
                  batch
                      .bind("id", position.sourceId())
                      .bind("key", position.key())
                      .bind("position", StoredText.of(value, POSITION_CHARS))
                      .add());
    }
    return batch.size() == 0 ? 0 : batch.execute().length;
  }

  private static Source row(ResultSet row, StatementContext context) throws SQLException {
    return new Source(
        DefinitionColumns.read(row), row.getBoolean("paused"), Times.instant(row, "runs_since"));
  }
}
