package dev.sluice.store.function;

import dev.sluice.core.function.VersionRecord;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.Times;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Statements on versions; the caller has the transaction. */
final class VersionTable {
  private VersionTable() {}

  static void insert(Handle handle, VersionRecord version) {
    FunctionRows.bind(
            handle.createUpdate(
                "insert into function_versions (function_id, version, description, runtime,"
                    + " handler, code_kind, code_digest, code_bytes, code_source, code_home,"
                    + " code_revision, build_skip, build_command, memory_mib, cpus, network,"
                    + " timeout_nanos, min_instances, max_instances, instance_concurrency,"
                    + " environment, environment_from, async_policy, bindings, role_name,"
                    + " log_retention_seconds, created_at) values (:id, :version, :description,"
                    + " :runtime, :handler, :codeKind, :codeDigest, :codeBytes, :codeSource,"
                    + " :codeHome, :codeRevision, :buildSkip, :buildCommand, :memoryMib, :cpus,"
                    + " :network, :timeoutNanos, :minInstances, :maxInstances,"
                    + " :instanceConcurrency, :environment, :environmentFrom, :asyncPolicy,"
                    + " :bindings, :role, :logRetention, :createdAt)"),
            version.definition())
        .bind("id", version.functionId())
        .bind("version", version.version())
        .bind("description", FunctionRows.description(version.description()))
        .bind("createdAt", Times.column(version.createdAt()))
        .execute();
  }

  static Optional<VersionRecord> find(Handle handle, String functionId, int version) {
    return handle
        .createQuery(
            "select * from function_versions where function_id = :id and version = :version")
        .bind("id", functionId)
        .bind("version", version)
        .map(FunctionRows::version)
        .findOne();
  }

  static List<VersionRecord> list(
      Handle handle, String functionId, @Nullable Integer before, int limit) {
    return new Select("select * from function_versions")
        .where("function_id = ?", functionId)
        .whereIf("version < ?", before)
        .list(handle, "function_id desc, version desc", limit, FunctionRows::version);
  }

  /** Whether an alias gives it weight. */
  static boolean inUse(Handle handle, String functionId, int version) {
    return handle
        .createQuery(
            "select count(*) from alias_weights where function_id = :id and version = :version")
        .bind("id", functionId)
        .bind("version", version)
        .mapTo(Long.class)
        .findOne()
        .filter(count -> count > 0)
        .isPresent();
  }

  /** False when there is none. */
  static boolean delete(Handle handle, String functionId, int version) {
    return handle
            .createUpdate(
                "delete from function_versions where function_id = :id and version = :version")
            .bind("id", functionId)
            .bind("version", version)
            .execute()
        == 1;
  }

  static Set<String> digestsInUse(Handle handle) {
    return handle
        .createQuery(
            "select code_digest from functions union select code_digest from function_versions"
                + " union select code_source from functions where code_source is not null"
                + " union select code_source from function_versions"
                + " where code_source is not null")
        .mapTo(String.class)
        .set();
  }
}
