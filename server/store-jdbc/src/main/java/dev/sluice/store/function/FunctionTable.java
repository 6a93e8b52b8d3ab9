package dev.sluice.store.function;

import dev.sluice.core.function.FunctionQuery;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.store.binding.JdbcStateStore;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Statements on functions and their labels; the caller has the transaction. */
final class FunctionTable {
  /** Whether a row of a table names a secret; the question mark stands for the table. */
  private static final String NAMING =
      "position(:text in ?.environment_from) > 0"
          + " or position(:opening in coalesce(?.code_home, '')) > 0"
          + " or position(:hooking in coalesce(?.code_home, '')) > 0"
          + " or position(:opening in ?.bindings) > 0";

  private FunctionTable() {}

  static Optional<FunctionRecord> find(Handle handle, String namespace, String name) {
    return handle
        .createQuery("select * from functions where namespace = :namespace and name = :name")
        .bind("namespace", namespace)
        .bind("name", name)
        .map(FunctionRows::function)
        .findOne();
  }

  static List<FunctionRecord> list(Handle handle, FunctionQuery query) {
    Select select =
        new Select("select * from functions")
            .where("namespace = ?", query.namespace())
            .whereIf("name > ?", query.afterName())
            .whereContains("name", query.text());
    query
        .labels()
        .forEach(
            (key, value) ->
                select.where(
                    "id in (select function_id from function_labels"
                        + " where namespace = ? and label_key = ? and label_value = ?)",
                    query.namespace(),
                    key,
                    value));
    return select.list(handle, "namespace, name", query.limit(), FunctionRows::function);
  }

  static List<FunctionRecord> listKeepingInstances(Handle handle) {
    return handle
        .createQuery(
            "select * from functions f where f.min_instances > 0 or exists ("
                + "select 1 from function_versions v join alias_weights w"
                + " on w.function_id = v.function_id and w.version = v.version"
                + " where v.function_id = f.id and v.min_instances > 0)")
        .map(FunctionRows::function)
        .list();
  }

  /** Whether latest or a version of some function names this secret. */
  static boolean usesSecret(Handle handle, String namespace, String secret) {
    return handle
            .createQuery(
                "select count(*) from functions f where f.namespace = :namespace and ("
                    + NAMING.replace("?", "f")
                    + " or exists (select 1 from function_versions v where v.function_id = f.id"
                    + " and ("
                    + NAMING.replace("?", "v")
                    + ")))")
            .bind("namespace", namespace)
            .bind("text", FunctionRows.naming(secret))
            .bind("opening", FunctionRows.opening(secret))
            .bind("hooking", FunctionRows.hooking(secret))
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  static void insert(Handle handle, FunctionRecord function) {
    FunctionRows.bind(
            handle.createUpdate(
                "insert into functions (id, namespace, name, description, runtime, handler,"
                    + " code_kind, code_digest, code_bytes, code_source, code_home, code_revision,"
                    + " build_skip, build_command, memory_mib, cpus, network, timeout_nanos,"
                    + " min_instances, max_instances, instance_concurrency, environment,"
                    + " environment_from, async_policy, bindings, role_name, log_retention_seconds,"
                    + " labels, enabled, last_version, created_at, modified_at, revision) values"
                    + " (:id, :namespace, :name, :description, :runtime, :handler, :codeKind,"
                    + " :codeDigest, :codeBytes, :codeSource, :codeHome, :codeRevision, :buildSkip,"
                    + " :buildCommand, :memoryMib, :cpus, :network, :timeoutNanos, :minInstances,"
                    + " :maxInstances, :instanceConcurrency, :environment, :environmentFrom,"
                    + " :asyncPolicy, :bindings, :role, :logRetention, :labels, :enabled,"
                    + " :lastVersion, :createdAt, :modifiedAt, :revision)"),
            function.definition())
        .bind("id", function.id())
        .bind("namespace", function.namespace())
        .bind("name", function.name())
        .bind("description", FunctionRows.description(function.description()))
        .bind("labels", JsonText.write(function.labels()))
        .bind("enabled", function.enabled())
        .bind("lastVersion", function.lastVersion())
        .bind("createdAt", Times.column(function.createdAt()))
        .bind("modifiedAt", Times.column(function.modifiedAt()))
        .bind("revision", function.revision())
        .execute();
    insertLabels(handle, function);
    CodeCheckTable.follow(handle, function);
  }

  /**
   * Locks the function's row until the end of the transaction: all that changes a function, its
   * versions or aliases does this first, so that no two decide at once.
   *
   * @return its revision, or empty when there is none
   */
  static Optional<Long> lock(Handle handle, String functionId) {
    return handle
        .createQuery("select revision from functions where id = :id for update")
        .bind("id", functionId)
        .mapTo(Long.class)
        .findOne();
  }

  /** Locks the row; true when it is there with this revision. */
  static boolean lock(Handle handle, String functionId, long revision) {
    return lock(handle, functionId).filter(stored -> stored == revision).isPresent();
  }

  /** Replaces a locked row. */
  static void update(Handle handle, FunctionRecord changed) {
    FunctionRows.bind(
            handle.createUpdate(
                "update functions set description = :description, runtime = :runtime, handler ="
                    + " :handler, code_kind = :codeKind, code_digest = :codeDigest, code_bytes ="
                    + " :codeBytes, code_source = :codeSource, code_home = :codeHome, code_revision"
                    + " = :codeRevision, build_skip = :buildSkip, build_command = :buildCommand,"
                    + " memory_mib = :memoryMib, cpus = :cpus, network = :network, min_instances ="
                    + " :minInstances, max_instances = :maxInstances, instance_concurrency ="
                    + " :instanceConcurrency, timeout_nanos = :timeoutNanos, environment ="
                    + " :environment, environment_from = :environmentFrom, async_policy ="
                    + " :asyncPolicy, bindings = :bindings, role_name = :role,"
                    + " log_retention_seconds = :logRetention, labels = :labels, enabled ="
                    + " :enabled, last_version = :lastVersion, modified_at = :modifiedAt, revision"
                    + " = :revision where id = :id"),
            changed.definition())
        .bind("id", changed.id())
        .bind("description", FunctionRows.description(changed.description()))
        .bind("labels", JsonText.write(changed.labels()))
        .bind("enabled", changed.enabled())
        .bind("lastVersion", changed.lastVersion())
        .bind("modifiedAt", Times.column(changed.modifiedAt()))
        .bind("revision", changed.revision())
        .execute();
    delete(handle, "function_labels", "function_id", changed.id());
    insertLabels(handle, changed);
    CodeCheckTable.follow(handle, changed);
  }

  /** Removes a locked row and all that hangs on it. */
  static void deleteWithAll(Handle handle, String functionId) {
    handle
        .createQuery("select namespace, name from functions where id = :id")
        .bind("id", functionId)
        .map((row, context) -> new String[] {row.getString("namespace"), row.getString("name")})
        .findOne()
        .ifPresent(is -> JdbcStateStore.forget(handle, is[0], is[1]));
    int unused =
        handle.execute(
            "delete from rollout_log where rollout_id in"
                + " (select id from rollouts where function_id = ?)",
            functionId);
    delete(handle, "rollouts", "function_id", functionId);
    delete(handle, "alias_weights", "function_id", functionId);
    delete(handle, "function_aliases", "function_id", functionId);
    delete(handle, "function_versions", "function_id", functionId);
    delete(handle, "function_labels", "function_id", functionId);
    delete(handle, "code_checks", "function_id", functionId);
    delete(handle, "functions", "id", functionId);
  }

  private static void delete(Handle handle, String table, String column, String functionId) {
    handle
        .createUpdate("delete from " + table + " where " + column + " = :id")
        .bind("id", functionId)
        .execute();
  }

  private static void insertLabels(Handle handle, FunctionRecord function) {
    if (function.labels().isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into function_labels (function_id, namespace, label_key, label_value)"
                + " values (:id, :namespace, :key, :value)");
    for (Map.Entry<String, String> label : function.labels().entrySet()) {
      batch
          .bind("id", function.id())
          .bind("namespace", function.namespace())
          .bind("key", StoredText.of(label.getKey(), Integer.MAX_VALUE))
          .bind("value", StoredText.of(label.getValue(), Integer.MAX_VALUE))
          .add();
    }
    batch.execute();
  }
}
