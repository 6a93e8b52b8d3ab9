package dev.sluice.store.function;

import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.RoutingRule;
import dev.sluice.store.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Statements on aliases and their weights; the caller has the transaction. */
final class AliasTable {
  private AliasTable() {}

  /**
   * Aliases with their weights, in order of their names: one statement, so that a reader never sees
   * an alias with the weights of another moment.
   *
   * @param name only this one, or null for all
   */
  static List<AliasRecord> list(Handle handle, String functionId, @Nullable String name) {
    Map<String, Row> rows = new LinkedHashMap<>();
    handle
        .createQuery(
            "select a.name, a.description, a.created_at, a.modified_at, a.revision,"
                + " a.routing_kind, a.routing_expression, w.version, w.weight from function_aliases a join alias_weights w"
                + " on w.function_id = a.function_id and w.alias_name = a.name"
                + " where a.function_id = :id"
                + (name == null ? "" : " and a.name = :name")
                + " order by a.name, w.version")
        .bindMap(name == null ? Map.of("id", functionId) : Map.of("id", functionId, "name", name))
        .map(
            (row, context) -> {
              String alias = row.getString("name");
              Row known = rows.get(alias);
              if (known == null) {
                known =
                    new Row(
                        routing(row),
                        row.getString("description"),
                        Times.instant(row, "created_at"),
                        Times.instant(row, "modified_at"),
                        row.getLong("revision"),
                        new TreeMap<>());
                rows.put(alias, known);
              }
              known.weights().put(row.getInt("version"), row.getDouble("weight"));
              return alias;
            })
        .list();
    List<AliasRecord> aliases = new ArrayList<>();
    rows.forEach((alias, row) -> aliases.add(row.alias(functionId, alias)));
    return aliases;
  }

  private static @Nullable RoutingRule routing(ResultSet row) throws SQLException {
    String kind = row.getString("routing_kind");
    return kind == null
        ? null
        : new RoutingRule(RoutingRule.Kind.valueOf(kind), row.getString("routing_expression"));
  }

  private record Row(
      @Nullable RoutingRule routing,
      String description,
      Instant createdAt,
      Instant modifiedAt,
      long revision,
      SortedMap<Integer, Double> weights) {
    AliasRecord alias(String functionId, String name) {
      return new AliasRecord(
          functionId, name, weights, routing, description, createdAt, modifiedAt, revision);
    }
  }

  static Optional<Long> revision(Handle handle, String functionId, String name) {
    return handle
        .createQuery(
            "select revision from function_aliases where function_id = :id and name = :name")
        .bind("id", functionId)
        .bind("name", name)
        .mapTo(Long.class)
        .findOne();
  }

  static boolean versionsExist(Handle handle, AliasRecord alias) {
    return alias.weights().keySet().stream()
        .allMatch(version -> VersionTable.find(handle, alias.functionId(), version).isPresent());
  }

  /** Adds it, or replaces the one that is there. */
  static void save(Handle handle, AliasRecord alias, boolean isNew) {
    RoutingRule routing = alias.routing();
    handle
        .createUpdate(
            isNew
                ? "insert into function_aliases (function_id, name, description, created_at,"
                    + " modified_at, revision, routing_kind, routing_expression) values (:id,"
                    + " :name, :description, :createdAt, :modifiedAt, :revision, :kind,"
                    + " :expression)"
                : "update function_aliases set description = :description,"
                    + " created_at = :createdAt, modified_at = :modifiedAt, revision = :revision,"
                    + " routing_kind = :kind, routing_expression = :expression"
                    + " where function_id = :id and name = :name")
        .bind("id", alias.functionId())
        .bind("name", alias.name())
        .bind("description", FunctionRows.description(alias.description()))
        .bind("createdAt", Times.column(alias.createdAt()))
        .bind("modifiedAt", Times.column(alias.modifiedAt()))
        .bind("revision", alias.revision())
        .bind("kind", routing == null ? null : routing.kind().name())
        .bind("expression", routing == null ? null : routing.expression())
        .execute();
    if (!isNew) {
      delete(handle, "alias_weights", "alias_name", alias.functionId(), alias.name());
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into alias_weights (function_id, alias_name, version, weight)"
                + " values (:id, :name, :version, :weight)");
    for (Map.Entry<Integer, Double> weight : alias.weights().entrySet()) {
      batch
          .bind("id", alias.functionId())
          .bind("name", alias.name())
          .bind("version", weight.getKey())
          .bind("weight", weight.getValue())
          .add();
    }
    batch.execute();
  }

  static void delete(Handle handle, String functionId, String name) {
    delete(handle, "alias_weights", "alias_name", functionId, name);
    delete(handle, "function_aliases", "name", functionId, name);
  }

  private static void delete(
      Handle handle, String table, String column, String functionId, String name) {
    handle
        .createUpdate(
            "delete from " + table + " where function_id = :id and " + column + " = :name")
        .bind("id", functionId)
        .bind("name", name)
        .execute();
  }
}
