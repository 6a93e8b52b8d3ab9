package dev.sluice.source.postgres;

import dev.sluice.source.harness.Await;
import dev.sluice.source.harness.Program;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;

/** A PostgreSQL of the test's own that syncs to the disk and tells changes of rows. */
public final class DatabaseServer implements AutoCloseable {
  private final Path folder = Files.createTempDirectory("rows");
  private final int port = Program.freePort();
  private final String level;
  private EmbeddedPostgres server;

  /** Starts one that tells changes. */
  public DatabaseServer() throws IOException {
    this("logical");
  }

  /** Starts one with this wal_level. */
  public DatabaseServer(String level) throws IOException {
    this.level = level;
    start();
  }

  /** Starts it with the data that it has. */
  public void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false)
            .setServerConfig("wal_level", level)
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("max_slot_wal_keep_size", "64MB")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
  }

  /** Ends it. */
  public void stop() throws IOException {
    server.close();
  }

  /** Ends it at once, as a crash would: what waits for whoever reads from a slot waits not. */
  public void crash() throws Exception {
    long pid =
        Long.parseLong(Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).get(0));
    int status = new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
    if (status != 0) {
      throw new IOException("the database has no process " + pid);
    }
    Await.until("the database is gone", () -> ProcessHandle.of(pid).isEmpty());
    server.close(); // finds nothing to stop, and gives the folder back
  }

  /** A database, in words of the source. */
  public String url(String database) {
    return "postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** A connection of the administrator. */
  public Connection connect(String database) throws SQLException {
    return server.getDatabase("postgres", database).getConnection();
  }

  /** Runs statements, each in a transaction of its own. */
  public void run(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        boolean unused = statement.execute(sql);
      }
    }
  }

  /** The first field of the first row, or null. */
  public String find(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
