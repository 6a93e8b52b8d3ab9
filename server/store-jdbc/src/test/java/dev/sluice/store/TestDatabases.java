package dev.sluice.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Real databases for tests: H2 in a folder, and databases of one PostgreSQL for the whole JVM. */
public final class TestDatabases {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  /** Opens H2 in this folder. */
  public static Database h2(Path folder) {
    return Database.openH2(folder, TestDatabases::thread);
  }

  /** Threads that do not keep the JVM. */
  public static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "test-database");
    thread.setDaemon(true);
    return thread;
  }

  /** Opens a new database of the PostgreSQL. */
  public static Database postgres() {
    return Database.openPostgres(newPostgresUrl(), "postgres", "postgres");
  }

  /** Makes a new database of the PostgreSQL. */
  public static String newPostgresUrl() {
    String name = "sluice" + COUNT.incrementAndGet();
    executePostgres("create database " + name);
    return "jdbc:postgresql://127.0.0.1:" + Postgres.SERVER.getPort() + "/" + name;
  }

  /** Runs a statement as the PostgreSQL's administrator. */
  public static void executePostgres(String sql) {
    try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Started on first use. It ends with the JVM. */
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
