package dev.sluice.store.association;

import dev.sluice.core.association.Association;
import dev.sluice.core.association.Association.State;
import dev.sluice.core.association.AssociationStore;
import dev.sluice.core.queue.combination.Group;
import dev.sluice.store.queue.CombinationTable;
import dev.sluice.store.queue.QueueTable;
import dev.sluice.store.queue.StreamTable;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Associations in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE}
 * when the database does not answer. Thread-safe.
 */
public final class JdbcAssociationStore implements AssociationStore {
  private static final int REASON_CHARS = 10_000;
  private static final String WHERE = " where namespace = :namespace and name = :name";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcAssociationStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Association> find(String namespace, String name) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from associations" + WHERE)
                .bind("namespace", namespace)
                .bind("name", name)
                .map(JdbcAssociationStore::row)
                .findOne());
  }

  @Override
  public List<Association> list(String namespace) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select * from associations where namespace = :namespace order by name")
                .bind("namespace", namespace)
                .map(JdbcAssociationStore::row)
                .list());
  }

  @Override
  public List<Association> paused() {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from associations where state = :state")
                .bind("state", State.PAUSED.name())
                .map(JdbcAssociationStore::row)
                .list());
  }

  @Override
  public boolean save(Association association) {
    String reason = association.reason();
    String sql =
        association.revision() == 1
            ? "insert into associations (namespace, name, description, rule, state, reason,"
                + " created_at, modified_at, revision, manifest) values (:namespace, :name, :description,"
                + " :rule, :state, :reason, :createdAt, :modifiedAt, :revision, :manifest)"
            : "update associations set description = :description, rule = :rule, state = :state,"
                + " reason = :reason, modified_at = :modifiedAt, revision = :revision,"
                + " manifest = :manifest"
                + WHERE
                + " and revision = :revision - 1";
    Group group = association.group();
    return transactions.changeIfFree(
        handle -> {
          boolean saved =
              handle
                      .createUpdate(sql)
                      .bind("namespace", association.namespace())
                      .bind("name", association.name())
                      .bind("description", association.description())
                      .bind("rule", StoredText.of(RuleJson.write(association.rule()), 1_000_000))
                      .bind("state", association.state().name())
                      .bind("reason", reason == null ? null : StoredText.of(reason, REASON_CHARS))
                      .bind("createdAt", Times.column(association.createdAt()))
                      .bind("modifiedAt", Times.column(association.modifiedAt()))
                      .bind("revision", association.revision())
                      .bind("manifest", association.manifest())
                      .execute()
                  == 1;
          if (saved) {
            CombinationTable.keepOnly(
                handle,
                association.namespace(),
                association.name(),
                group == null ? null : group.generation());
          }
          return saved;
        });
  }

  @Override
  public boolean delete(String namespace, String name) {
    return transactions.change(
        handle -> {
          QueueTable.removeWaiting(handle, namespace, name);
          StreamTable.remove(handle, namespace, name);
          CombinationTable.remove(handle, namespace, name);
          return handle
                  .createUpdate("delete from associations" + WHERE)
                  .bind("namespace", namespace)
                  .bind("name", name)
                  .execute()
              == 1;
        });
  }

  private static Association row(ResultSet row, StatementContext context) throws SQLException {
    return new Association(
        row.getString("namespace"),
        row.getString("name"),
        row.getString("description"),
        RuleJson.read(row.getString("rule")),
        State.valueOf(row.getString("state")),
        row.getString("reason"),
        Times.instant(row, "created_at"),
        Times.instant(row, "modified_at"),
        row.getLong("revision"),
        row.getString("manifest"));
  }
}
