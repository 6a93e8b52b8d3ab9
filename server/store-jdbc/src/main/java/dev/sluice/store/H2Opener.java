package dev.sluice.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.store.sql.Transactions;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ThreadFactory;
import org.flywaydb.core.api.FlywayException;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the embedded database. */
final class H2Opener {
  private static final Logger LOG = LoggerFactory.getLogger(H2Opener.class);
  private static final String FILE = "sluice.mv.db";
  private static final String USER = "sa";
  private static final int CONNECTIONS = 10;

  private final Path directory;
  private final ThreadFactory threads;

  H2Opener(Path directory, ThreadFactory threads) {
    // Once a write has failed, a statement that begins meanwhile can spin in this class for ever.
    // It asserts what would end that loop: with its assertions on, the statement fails instead.
    H2Opener.class.getClassLoader().setClassAssertionStatus("org.h2.mvstore.MVStore", true);
    this.directory = directory.toAbsolutePath();
    this.threads = threads;
  }

  /**
   * The database's address. {@code async:} because an interrupt of a thread that reads or writes
   * closes a plain file channel under everybody; no closing by a shutdown hook, because the server
   * still drains then; the compaction at close is bounded; a connection keeps what it prepared,
   * which by default is eight statements.
   */
  private String url() {
    return "jdbc:h2:async:"
        + directory.resolve("sluice")
        + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;MAX_COMPACT_TIME=1500"
        + ";TRACE_LEVEL_FILE=0;CACHE_SIZE=32768;QUERY_CACHE_SIZE=64";
  }

  Database open() {
    prepareFile();
    Connection first = connect();
    try {
      H2Commits commits = commits(first);
      try {
        return start(first, commits);
      } catch (RuntimeException e) {
        commits.close();
        throw e;
      }
    } catch (RuntimeException e) {
      closeQuietly(first);
      throw e;
    }
  }

  private H2Commits commits(Connection first) {
    try {
      return new H2Commits(first, threads);
    } catch (SQLException e) {
      throw unavailable(reason(e), e);
    }
  }

  private Database start(Connection first, H2Commits commits) {
    HikariDataSource pool = pool();
    try {
      Migrations.apply(pool, "");
      commits.await();
    } catch (FlywayException e) {
      pool.close();
      throw unavailable(Migrations.reason(e), e);
    }
    Transactions transactions =
        new Transactions(
            Jdbi.create(pool),
            commits,
            "Check the free space and the rights of " + directory + ", then restart the server.");
    return new Database(transactions, () -> shutdown(commits, pool, first));
  }

  private void shutdown(H2Commits commits, HikariDataSource pool, Connection first) {
    commits.close();
    // The pool before the database: it would open a closed one again to refill itself.
    pool.close();
    try {
      execute(first, "shutdown");
    } catch (SQLException e) {
      LOG.warn("The database {} was not closed in good order.", directory.resolve(FILE), e);
    } finally {
      closeQuietly(first);
    }
  }

  /** Makes the file before the database does, which would let others read it. */
  private void prepareFile() {
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(
          directory,
          // Others may pass, as sandboxes do on their way to code, but not look around.
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (FileAlreadyExistsException e) {
        if (Files.isRegularFile(file)) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
      }
    } catch (IOException e) {
      throw unavailable("it cannot be written: " + e, e);
    }
    if (!Files.isRegularFile(file) || !Files.isWritable(file) || !Files.isWritable(directory)) {
      throw unavailable("it cannot be written", null);
    }
  }

  private Connection connect() {
    Properties login = new Properties();
    login.setProperty("user", USER);
    login.setProperty("password", "");
    try {
      Connection connection = new Driver().connect(url(), login);
      if (connection == null) {
        throw new IllegalStateException("the driver does not know its own address");
      }
      return connection;
    } catch (SQLException e) {
      throw unavailable(reason(e), e);
    }
  }

  private static String reason(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 -> "another server has it open; stop that one first";
      case ErrorCode.FILE_CORRUPTED_1 ->
          "the file is damaged; restore it from a backup, or move it away to start empty";
      case ErrorCode.FILE_VERSION_ERROR_1 ->
          "the file is of another format; open it with the release that wrote it";
      default -> "it cannot be opened: " + e.getMessage();
    };
  }

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("sluice-h2");
    config.setJdbcUrl(url());
    config.setUsername(USER);
    config.setPassword("");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setValidationTimeout(2_000);
    return new HikariDataSource(config);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A connection did not close.", e);
    }
  }

  private StoreUnavailableException unavailable(String reason, @Nullable Throwable cause) {
    return new StoreUnavailableException(
        "The database " + directory.resolve(FILE) + " is not available: " + reason + ".", cause);
  }
}
