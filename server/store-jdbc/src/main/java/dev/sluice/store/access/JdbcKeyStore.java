package dev.sluice.store.access;

import dev.sluice.core.access.KeyRecord;
import dev.sluice.core.access.KeyStore;
import dev.sluice.core.access.Scope;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Access keys in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE}
 * when the database does not answer. Thread-safe.
 */
public final class JdbcKeyStore implements KeyStore {
  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcKeyStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean insert(KeyRecord key) {
    Instant end = key.expiresAt();
    return transactions.changeIfFree(
        handle ->
            handle
                    .createUpdate(
                        "insert into access_keys (id, namespace, name, scopes, digest,"
                            + " created_at, expires_at) values (:id, :namespace, :name,"
                            + " :scopes, :digest, :createdAt, :expiresAt)")
                    .bind("id", key.id())
                    .bind("namespace", key.namespace())
                    .bind("name", key.name())
                    .bind(
                        "scopes",
                        key.scopes().stream()
                            .sorted()
                            .map(Scope::name)
                            .collect(Collectors.joining(",")))
                    .bind("digest", key.digest())
                    .bind("createdAt", Times.column(key.createdAt()))
                    .bind("expiresAt", end == null ? null : Times.column(end))
                    .execute()
                == 1);
  }

  @Override
  public Optional<KeyRecord> find(String id) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from access_keys where id = :id")
                .bind("id", id)
                .map(JdbcKeyStore::row)
                .findOne());
  }

  @Override
  public List<KeyRecord> list(String namespace) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from access_keys where namespace = :namespace order by name")
                .bind("namespace", namespace)
                .map(JdbcKeyStore::row)
                .list());
  }

  @Override
  public Optional<String> delete(String namespace, String name) {
    return transactions.change(
        handle -> {
          Optional<String> id =
              handle
                  .createQuery(
                      "select id from access_keys where namespace = :namespace and name = :name"
                          + " for update")
                  .bind("namespace", namespace)
                  .bind("name", name)
                  .mapTo(String.class)
                  .findOne();
          id.ifPresent(
              one ->
                  handle
                      .createUpdate("delete from access_keys where id = :id")
                      .bind("id", one)
                      .execute());
          return id;
        });
  }

  private static KeyRecord row(ResultSet row, StatementContext context) throws SQLException {
    Set<Scope> scopes =
        Arrays.stream(row.getString("scopes").split(","))
            .map(Scope::valueOf)
            .collect(Collectors.toSet());
    return new KeyRecord(
        row.getString("id"),
        row.getString("namespace"),
        row.getString("name"),
        scopes,
        row.getString("digest"),
        Times.instant(row, "created_at"),
        Times.optional(row, "expires_at"));
  }
}
