package dev.sluice.store.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.role.Role;
import dev.sluice.core.role.Role.Allowed;
import dev.sluice.core.role.RoleStore;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Roles in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when the
 * database does not answer. Thread-safe.
 */
public final class JdbcRoleStore implements RoleStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, List<String>>> LISTS = new TypeReference<>() {};
  private static final int DESCRIPTION_CHARS = 10_000;

  private static final String USERS =
      "select f.name as who, 0 as number from functions f"
          + " where f.namespace = :namespace and f.role_name = :name"
          + " union all select f.name as who, v.version as number"
          + " from function_versions v join functions f on f.id = v.function_id"
          + " where f.namespace = :namespace and v.role_name = :name"
          + " order by who, number";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcRoleStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Role> find(String namespace, String name) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from roles where namespace = :namespace and name = :name")
                .bind("namespace", namespace)
                .bind("name", name)
                .map((row, context) -> role(row))
                .findOne());
  }

  @Override
  public List<Role> list(String namespace) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from roles where namespace = :namespace order by name")
                .bind("namespace", namespace)
                .map((row, context) -> role(row))
                .list());
  }

  @Override
  public boolean save(Role role) {
    return transactions.changeIfFree(
        handle ->
            bind(
                        handle.createUpdate(
                            role.revision() == 1
                                ? "insert into roles (namespace, name, description, allowed,"
                                    + " created_at, modified_at, revision, manifest) values"
                                    + " (:namespace, :name, :description, :allowed, :createdAt,"
                                    + " :modifiedAt, :revision, :manifest)"
                                : "update roles set description = :description, allowed = :allowed,"
                                    + " created_at = :createdAt, modified_at = :modifiedAt,"
                                    + " revision = :revision, manifest = :manifest where namespace"
                                    + " = :namespace and name = :name and revision = :revision - 1"),
                        role)
                    .execute()
                == 1);
  }

  private static Update bind(Update statement, Role role) {
    return statement
        .bind("namespace", role.namespace())
        .bind("name", role.name())
        .bind("description", StoredText.of(role.description(), DESCRIPTION_CHARS))
        .bind("allowed", write(role.allowed()))
        .bind("createdAt", Times.column(role.createdAt()))
        .bind("modifiedAt", Times.column(role.modifiedAt()))
        .bind("revision", role.revision())
        .bind("manifest", role.manifest());
  }

  @Override
  public boolean delete(String namespace, String name) {
    return transactions.change(
        handle ->
            users(handle, namespace, name, 1).isEmpty()
                && handle.execute(
                        "delete from roles where namespace = ? and name = ?", namespace, name)
                    == 1);
  }

  @Override
  public List<String> users(String namespace, String name, int limit) {
    return transactions.read(handle -> users(handle, namespace, name, limit));
  }

  private static List<String> users(Handle handle, String namespace, String name, int limit) {
    return handle
        .createQuery(USERS + " limit :limit")
        .bind("namespace", namespace)
        .bind("name", name)
        .bind("limit", limit)
        .map(
            (row, context) -> {
              int version = row.getInt("number");
              return version == 0 ? row.getString("who") : row.getString("who") + ":" + version;
            })
        .list();
  }

  private static Role role(ResultSet row) throws SQLException {
    return new Role(
        row.getString("namespace"),
        row.getString("name"),
        row.getString("description"),
        read(row.getString("allowed")),
        Times.instant(row, "created_at"),
        Times.instant(row, "modified_at"),
        row.getLong("revision"),
        row.getString("manifest"));
  }

  private static String write(Allowed allowed) {
    try {
      return JSON.writeValueAsString(
          Map.of(
              "invoke", allowed.invoke(),
              "secrets", allowed.secrets(),
              "emit", allowed.emit(),
              "bindings", allowed.bindings()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a role has no JSON", e);
    }
  }

  private static Allowed read(String json) {
    try {
      Map<String, List<String>> lists = JSON.readValue(json, LISTS);
      return new Allowed(
          lists.getOrDefault("invoke", List.of()),
          lists.getOrDefault("secrets", List.of()),
          lists.getOrDefault("emit", List.of()),
          lists.getOrDefault("bindings", List.of()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored role cannot be read", e);
    }
  }
}
