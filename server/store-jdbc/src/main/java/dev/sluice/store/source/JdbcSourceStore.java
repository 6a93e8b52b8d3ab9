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

/**
 * Sources in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcSourceStore implements SourceStore {
  private static final String WHERE = " where namespace = :namespace and name = :name";
  private static final int OPTIONS_CHARS = 1_000_000;
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
    return handle
            .createUpdate(
                "insert into sources (id, namespace, name, kind, description, options, paused,"
                    + " runs_since, created_at, modified_at, revision, manifest) values (:id, :namespace,"
                    + " :name, :kind, :description, :options, :paused, :runsSince, :createdAt,"
                    + " :modifiedAt, :revision, :manifest)")
            .bind("id", source.id())
            .bind("namespace", source.namespace())
            .bind("name", source.name())
            .bind("kind", source.kind())
            .bind("description", source.description())
            .bind("options", StoredText.of(OptionsJson.write(source.options()), OPTIONS_CHARS))
            .bind("paused", source.paused())
            .bind("runsSince", Times.column(source.runsSince()))
            .bind("createdAt", Times.column(source.createdAt()))
            .bind("modifiedAt", Times.column(source.modifiedAt()))
            .bind("revision", source.revision())
            .bind("manifest", source.manifest())
            .execute()
        == 1;
  }

  private static boolean update(Handle handle, Source source) {
    return handle
            .createUpdate(
                "update sources set description = :description, options = :options,"
                    + " paused = :paused, runs_since = :runsSince, modified_at = :modifiedAt,"
                    + " revision = :revision, manifest = :manifest where id = :id and revision = :revision - 1")
            .bind("id", source.id())
            .bind("description", source.description())
            .bind("options", StoredText.of(OptionsJson.write(source.options()), OPTIONS_CHARS))
            .bind("paused", source.paused())
            .bind("runsSince", Times.column(source.runsSince()))
            .bind("modifiedAt", Times.column(source.modifiedAt()))
            .bind("revision", source.revision())
            .bind("manifest", source.manifest())
            .execute()
        == 1;
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
        row.getString("id"),
        row.getString("namespace"),
        row.getString("name"),
        row.getString("kind"),
        row.getString("description"),
        OptionsJson.read(row.getString("options")),
        row.getBoolean("paused"),
        Times.instant(row, "runs_since"),
        Times.instant(row, "created_at"),
        Times.instant(row, "modified_at"),
        row.getLong("revision"),
        row.getString("manifest"));
  }
}
