package dev.sluice.store.function;

import dev.sluice.core.code.StoredCode;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.Scaling;
import dev.sluice.core.function.VersionRecord;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.store.sql.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Records of functions and versions to and from rows. */
final class FunctionRows {
  private static final int DESCRIPTION_CHARS = 10_000;

  private FunctionRows() {}

  static FunctionRecord function(ResultSet row, StatementContext context) throws SQLException {
    return new FunctionRecord(
        row.getString("id"),
        row.getString("namespace"),
        row.getString("name"),
        row.getString("description"),
        definition(row),
        JsonText.read(row.getString("labels")),
        row.getBoolean("enabled"),
        row.getInt("last_version"),
        instant(row, "created_at"),
        instant(row, "modified_at"),
        row.getLong("revision"));
  }

  static VersionRecord version(ResultSet row, StatementContext context) throws SQLException {
    return new VersionRecord(
        row.getString("function_id"),
        row.getInt("version"),
        row.getString("description"),
        definition(row),
        instant(row, "created_at"));
  }

  private static Definition definition(ResultSet row) throws SQLException {
    return new Definition(
        row.getString("runtime"),
        row.getString("handler"),
        new StoredCode(
            StoredCode.Kind.valueOf(row.getString("code_kind")),
            row.getString("code_digest"),
            row.getLong("code_bytes")),
        row.getInt("memory_mib"),
        row.getDouble("cpus"),
        Network.valueOf(row.getString("network")),
        Duration.ofNanos(row.getLong("timeout_nanos")),
        new Scaling(row.getInt("min_instances"), row.getObject("max_instances", Integer.class)),
        JsonText.read(row.getString("environment")));
  }

  static <S extends SqlStatement<S>> S bind(S statement, Definition definition) {
    return statement
        .bind("runtime", definition.runtime())
        .bind("handler", StoredText.of(definition.handler(), Integer.MAX_VALUE))
        .bind("codeKind", definition.code().kind().name())
        .bind("codeDigest", definition.code().digest())
        .bind("codeBytes", definition.code().sizeBytes())
        .bind("memoryMib", definition.memoryMiB())
        .bind("cpus", definition.cpus())
        .bind("network", definition.network().name())
        .bind("minInstances", definition.scaling().minInstances())
        .bind("maxInstances", definition.scaling().maxInstances())
        .bind("timeoutNanos", definition.timeout().toNanos())
        .bind("environment", JsonText.write(definition.environment()));
  }

  static String description(String text) {
    return StoredText.of(text, DESCRIPTION_CHARS);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
