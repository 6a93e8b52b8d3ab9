package dev.sluice.store.secret;

import dev.sluice.core.secret.Seal;
import dev.sluice.core.secret.SecretRecord;
import dev.sluice.core.secret.SecretStore;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/**
 * Sealed secrets in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE}
 * when the database does not answer. Thread-safe.
 */
public final class JdbcSecretStore implements SecretStore {
  private static final String VALUE = "key_id = :keyId, sealed = :sealed";
  private static final String WHERE = " where namespace = :namespace and name = :name";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcSecretStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<SecretRecord> find(String namespace, String name) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from secrets" + WHERE)
                .bind("namespace", namespace)
                .bind("name", name)
                .map(JdbcSecretStore::row)
                .findOne());
  }

  @Override
  public List<SecretRecord> list(String namespace) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from secrets where namespace = :namespace order by name")
                .bind("namespace", namespace)
                .map(JdbcSecretStore::row)
                .list());
  }

  @Override
  public List<SecretRecord> listNotSealedWith(String keyId) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from secrets where key_id <> :keyId")
                .bind("keyId", keyId)
                .map(JdbcSecretStore::row)
                .list());
  }

  @Override
  public boolean save(SecretRecord secret) {
    return transactions.changeIfFree(
        handle -> secret.revision() == 1 ? insert(handle, secret) : update(handle, secret));
  }

  private static boolean insert(Handle handle, SecretRecord secret) {
    Update statement =
        handle.createUpdate(
            "insert into secrets (namespace, name, key_id, sealed, created_at, modified_at,"
                + " revision) values (:namespace, :name, :keyId, :sealed, :createdAt,"
                + " :modifiedAt, :revision)");
    return bind(statement, secret)
            .bind("createdAt", Times.column(secret.createdAt()))
            .bind("modifiedAt", Times.column(secret.modifiedAt()))
            .execute()
        == 1;
  }

  private static boolean update(Handle handle, SecretRecord secret) {
    Update statement =
        handle.createUpdate(
            "update secrets set "
                + VALUE
                + ", modified_at = :modifiedAt, revision = :revision"
                + WHERE
                + " and revision = :revision - 1");
    return bind(statement, secret).bind("modifiedAt", Times.column(secret.modifiedAt())).execute()
        == 1;
  }

  @Override
  public boolean reseal(SecretRecord secret) {
    return transactions.change(
        handle ->
            bind(
                        handle.createUpdate(
                            "update secrets set " + VALUE + WHERE + " and revision = :revision"),
                        secret)
                    .execute()
                == 1);
  }

  private static Update bind(Update statement, SecretRecord secret) {
    return statement
        .bind("namespace", secret.namespace())
        .bind("name", secret.name())
        .bind("keyId", secret.sealed().keyId())
        .bind("sealed", Base64.getEncoder().encodeToString(secret.sealed().bytes()))
        .bind("revision", secret.revision());
  }

  @Override
  public boolean delete(String namespace, String name) {
    return transactions.change(
        handle ->
            handle
                    .createUpdate("delete from secrets" + WHERE)
                    .bind("namespace", namespace)
                    .bind("name", name)
                    .execute()
                == 1);
  }

  private static SecretRecord row(ResultSet row, StatementContext context) throws SQLException {
    return new SecretRecord(
        row.getString("namespace"),
        row.getString("name"),
        new Seal.Sealed(
            row.getString("key_id"), Base64.getDecoder().decode(row.getString("sealed"))),
        Times.instant(row, "created_at"),
        Times.instant(row, "modified_at"),
        row.getLong("revision"));
  }
}
