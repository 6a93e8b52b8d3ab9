package dev.sluice.store;

import static dev.sluice.store.TestData.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.Scaling;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening and closing the embedded database. */
class H2DatabaseTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Path file() {
    return folder.resolve("sluice.mv.db");
  }

  private void requireUnavailable(Path directory, String reason) {
    assertThatThrownBy(() -> TestDatabases.h2(directory))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(directory.resolve("sluice.mv.db").toString())
        .hasMessageContaining(reason);
  }

  private void execute(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:async:" + folder.resolve("sluice"), "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void shouldKeepWhatWasStoredOverARestart() {
    FunctionRecord function = function("default", "f", Map.of("a", "b"));
    LogRecord line =
        new LogRecord(
            41, "default", "f", "1", "i", TestData.NOW, Stream.STDOUT, Level.INFO, "hello");
    try (Database database = TestDatabases.h2(folder)) {
      database.functions().insert(function);
      database.invocations().append(List.of(), List.of(line));
    }

    try (Database database = TestDatabases.h2(folder)) {
      assertThat(database.functions().find("default", "f")).contains(function);
      assertThat(database.logs().lastId()).isEqualTo(41);
    }
  }

  @Test
  void shouldKeepItsFilesFromOtherUsers() throws IOException {
    Path deep = folder.resolve("a/data");
    try (Database database = TestDatabases.h2(deep)) {
      database.functions().insert(function("default", "f", Map.of()));
      requirePrivate(deep);
    }
    requirePrivate(deep);
    Files.setPosixFilePermissions(
        deep.resolve("sluice.mv.db"), PosixFilePermissions.fromString("rw-r--r--"));
    TestDatabases.h2(deep).close();
    requirePrivate(deep);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
        .isEqualTo("rwx--x--x");
  }

  private static void requirePrivate(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void shouldSayThatAFileIsDamaged() throws IOException {
    TestDatabases.h2(folder).close();
    byte[] bytes = Files.readAllBytes(file());
    Arrays.fill(bytes, (byte) 'x');
    Files.write(file(), bytes);

    requireUnavailable(folder, "damaged");
    assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
  }

  @Test
  void shouldSayThatADirectoryCannotBeWritten() throws IOException {
    Path notADirectory = Files.writeString(folder.resolve("file"), "text", StandardCharsets.UTF_8);
    requireUnavailable(notADirectory, "cannot be written");

    Files.createDirectory(file());
    requireUnavailable(folder, "cannot be written");
  }

  @Test
  void shouldRefuseTablesOfANewerServer() throws Exception {
    TestDatabases.h2(folder).close();
    execute(
        "insert into \"flyway_schema_history\" select 999, '999', 'later', \"type\", 'V999.sql',"
            + " 1, \"installed_by\", \"installed_on\", 1, true from \"flyway_schema_history\""
            + " where \"version\" = '1'");

    requireUnavailable(folder, "newer");
  }

  /** A database as a server left it that knew the migrations up to this one. */
  private void migrateTo(String version) {
    Flyway.configure()
        .dataSource("jdbc:h2:async:" + folder.resolve("sluice"), "sa", "")
        .locations("classpath:dev/sluice/store/migrations")
        .placeholders(Map.of("bytewise", ""))
        .target(version)
        .load()
        .migrate();
  }

  @Test
  void shouldGiveFunctionsOfAnOlderServerTheLimitsThatTheyRanWith() throws Exception {
    migrateTo("1");
    execute(
        "insert into functions (id, namespace, name, description, runtime, handler, code_kind,"
            + " code_digest, code_bytes, memory_mib, timeout_nanos, environment, labels, enabled,"
            + " last_version, created_at, modified_at, revision) values ('i', 'default', 'f', '',"
            + " 'python3', 'main.handler', 'ZIP', 'sha256:a', 1, 128, 1000000000, '{}', '{}',"
            + " true, 0, current_timestamp, current_timestamp, 1)");

    try (Database database = TestDatabases.h2(folder)) {
      Definition old = database.functions().find("default", "f").orElseThrow().definition();
      assertThat(old.cpus()).isEqualTo(1);
      assertThat(old.network()).isEqualTo(Network.NONE);
      assertThat(old.scaling()).isEqualTo(Scaling.USUAL);
    }
  }

  @Test
  void shouldCountTheLinesOfAnOlderServer() throws Exception {
    migrateTo("7");
    for (String line : List.of("7, 'a', 'ä'", "9, 'b', ''")) {
      execute(
          "insert into log_lines (id, namespace, line, function_name, version, invocation,"
              + " time_nanos, stream, level) values ("
              + line
              + ", 'f', '1', 'i', 1, 1, 20)");
    }

    try (Database database = TestDatabases.h2(folder)) {
      assertThat(database.logRemoval().bytes()).isEqualTo(Map.of("a", 202L, "b", 200L));
      assertThat(database.logs().lastId()).isEqualTo(9);
    }
  }

  @Test
  void shouldRefuseWorkAfterItIsClosed() {
    Database database = TestDatabases.h2(folder);
    database.close();

    assertThatThrownBy(() -> database.functions().find("default", "f"))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
              assertThat(e.hint()).contains(folder.toString());
            });
    assertThatThrownBy(() -> database.functions().insert(function("default", "f", Map.of())))
        .isInstanceOf(SluiceException.class);
  }

  @Test
  void shouldRefuseChangesWhenTheDatabaseWasClosedUnderIt() throws Exception {
    Database database = TestDatabases.h2(folder);
    database.functions().insert(function("default", "before", Map.of()));
    execute("shutdown immediately");

    // Another connection would open it anew; what it then commits proves nothing about before.
    assertThatThrownBy(() -> database.functions().insert(function("default", "f", Map.of())))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));
    assertThatThrownBy(() -> database.functions().insert(function("default", "g", Map.of())))
        .isInstanceOf(SluiceException.class);
    database.close();
  }
}
