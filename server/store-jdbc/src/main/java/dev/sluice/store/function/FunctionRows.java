package dev.sluice.store.function;

import dev.sluice.core.code.CodeOrigin;
import dev.sluice.core.code.CodeOrigin.BuildWish;
import dev.sluice.core.code.CodeOrigin.Fetched;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.Scaling;
import dev.sluice.core.function.ValueFrom;
import dev.sluice.core.function.VersionRecord;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

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
        Times.instant(row, "created_at"),
        Times.instant(row, "modified_at"),
        row.getLong("revision"));
  }

  static VersionRecord version(ResultSet row, StatementContext context) throws SQLException {
    return new VersionRecord(
        row.getString("function_id"),
        row.getInt("version"),
        row.getString("description"),
        definition(row),
        Times.instant(row, "created_at"));
  }

  private static Definition definition(ResultSet row) throws SQLException {
    return new Definition(
        row.getString("runtime"),
        row.getString("handler"),
        new StoredCode(
            StoredCode.Kind.valueOf(row.getString("code_kind")),
            row.getString("code_digest"),
            row.getLong("code_bytes"),
            new CodeOrigin(
                row.getString("code_source"),
                new BuildWish(row.getBoolean("build_skip"), row.getString("build_command")),
                fetched(row),
                row.getString("code_home") == null ? row.getString("code_revision") : null)),
        row.getInt("memory_mib"),
        row.getDouble("cpus"),
        Network.valueOf(row.getString("network")),
        Duration.ofNanos(row.getLong("timeout_nanos")),
        new Scaling(
            row.getInt("min_instances"),
            row.getObject("max_instances", Integer.class),
            row.getInt("instance_concurrency")),
        JsonText.read(row.getString("environment")),
        from(JsonText.read(row.getString("environment_from"))),
        AsyncJson.read(row.getString("async_policy")),
        BindingJson.read(row.getString("bindings")),
        row.getString("role_name"),
        seconds(row.getObject("log_retention_seconds", Long.class)));
  }

  private static @Nullable Duration seconds(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static @Nullable Fetched fetched(ResultSet row) throws SQLException {
    String home = row.getString("code_home");
    return home == null ? null : new Fetched(HomeJson.read(home), row.getString("code_revision"));
  }

  static <S extends SqlStatement<S>> S bind(S statement, Definition definition) {
    Fetched fetched = definition.code().origin().fetched();
    return statement
        .bind("codeHome", fetched == null ? null : HomeJson.write(fetched.home()))
        .bind("codeRevision", definition.code().origin().revision())
        .bind("runtime", definition.runtime())
        .bind("handler", StoredText.of(definition.handler(), Integer.MAX_VALUE))
        .bind("codeKind", definition.code().kind().name())
        .bind("codeDigest", definition.code().digest())
        .bind("codeBytes", definition.code().sizeBytes())
        .bind("codeSource", definition.code().origin().source())
        .bind("buildSkip", definition.code().origin().build().skip())
        .bind("buildCommand", command(definition))
        .bind("memoryMib", definition.memoryMiB())
        .bind("cpus", definition.cpus())
        .bind("network", definition.network().name())
        .bind("minInstances", definition.scaling().minInstances())
        .bind("maxInstances", definition.scaling().maxInstances())
        .bind("instanceConcurrency", definition.scaling().instanceConcurrency())
        .bind("timeoutNanos", definition.timeout().toNanos())
        .bind("environment", JsonText.write(definition.environment()))
        .bind("environmentFrom", JsonText.write(words(definition.environmentFrom())))
        .bind("asyncPolicy", AsyncJson.write(definition.async()))
        .bind("bindings", BindingJson.write(definition.bindings()))
        .bind("role", definition.role())
        .bind(
            "logRetention",
            definition.logRetention() == null ? null : definition.logRetention().toSeconds());
  }

  /** As {@code SECRET:name} or {@code PLATFORM:name}. */
  private static Map<String, String> words(Map<String, ValueFrom> from) {
    Map<String, String> words = new HashMap<>();
    from.forEach((variable, value) -> words.put(variable, value.kind() + ":" + value.name()));
    return words;
  }

  private static Map<String, ValueFrom> from(Map<String, String> words) {
    Map<String, ValueFrom> from = new HashMap<>();
    words.forEach(
        (variable, word) -> {
          int colon = word.indexOf(':');
          from.put(
              variable,
              new ValueFrom(
                  ValueFrom.Kind.valueOf(word.substring(0, colon)), word.substring(colon + 1)));
        });
    return from;
  }

  /** The text by which a stored definition that names this secret is found. */
  static String naming(String secret) {
    return "\"" + ValueFrom.Kind.SECRET + ":" + secret + "\"";
  }

  /** The text by which a stored home of code, or a binding, that names this secret is found. */
  static String opening(String secret) {
    return "\"secret\":\"" + secret + "\"";
  }

  /** The same for one that names it for pushes. */
  static String hooking(String secret) {
    return "\"hookSecret\":\"" + secret + "\"";
  }

  private static @Nullable String command(Definition definition) {
    String command = definition.code().origin().build().command();
    return command == null ? null : StoredText.of(command, Integer.MAX_VALUE);
  }

  static String description(String text) {
    return StoredText.of(text, DESCRIPTION_CHARS);
  }
}
