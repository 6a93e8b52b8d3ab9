package dev.sluice.source.sql;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Connections to one database by one user, kept for who comes next. Thread-safe. */
final class Connections {
  private static final int MOST = 8;
  private static final int CONNECT_SECONDS = 10;
  private static final int CHECK_SECONDS = 2;
  private static final long MARGIN_MILLIS = 1_000;

  private final Settings settings;
  private final SqlAddress address;
  private final Semaphore places = new Semaphore(MOST, true);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> taken = new HashSet<>();
  private boolean closed;

  Connections(Settings settings) {
    this.settings = settings;
    this.address = SqlAddress.parse(settings.text("url"));
  }

  SqlAddress address() {
    return address;
  }

  /**
   * One for this thread alone, in a transaction of its own.
   *
   * @param left how long may be waited for it, and for its answers
   */
  Connection take(Duration left) throws SQLException, InterruptedException, TimeoutException {
    if (!places.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("all connections to " + address + " are busy");
    }
    boolean well = false;
    try {
      Connection connection = kept();
      if (connection == null) {
        connection = open();
      }
      connection.setNetworkTimeout(Runnable::run, (int) (left.toMillis() + MARGIN_MILLIS));
      well = true;
      return connection;
    } finally {
      if (!well) {
        places.release();
      }
    }
  }

  private @Nullable Connection kept() throws SQLException {
    while (true) {
      Connection connection;
      synchronized (this) {
        connection = idle.pollFirst();
        if (connection == null) {
          return null;
        }
        taken.add(connection);
      }
      // The other side may have ended it meanwhile.
      if (connection.isValid(CHECK_SECONDS)) {
        return connection;
      }
      drop(connection);
    }
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    String password = settings.find("password");
    properties.setProperty("user", settings.text("user"));
    // Without one PostgreSQL's driver would look for a file of the server's own user.
    properties.setProperty("password", password == null ? "" : password);
    if (!address.h2()) {
      properties.setProperty("ApplicationName", "sluice bindings");
      properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
      properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
      // A text becomes what its column is: a date, a UUID, JSON.
      properties.setProperty("stringtype", "unspecified");
      boolean tls = settings.flag("tls");
      properties.setProperty("sslmode", tls ? "verify-full" : "disable");
      if (tls) {
        properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      }
    }
    Connection connection = DriverManager.getConnection(address.jdbc(), properties);
    synchronized (this) {
      if (!closed) {
        taken.add(connection);
        connection.setAutoCommit(false);
        return connection;
      }
    }
    connection.close();
    throw new SQLException("the connection is closed", "08003");
  }

  /**
   * Gives one back.
   *
   * @param well whether it is of use any more
   */
  void give(Connection connection, boolean well) {
    boolean kept = false;
    synchronized (this) {
      if (well && !closed) {
        taken.remove(connection);
        idle.addFirst(connection);
        kept = true;
      }
    }
    if (!kept) {
      drop(connection);
    }
    places.release();
  }

  private void drop(Connection connection) {
    synchronized (this) {
      taken.remove(connection);
    }
    end(connection);
  }

  private static void end(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is of no use any more.
    }
  }

  /** What went wrong, in words for people. */
  NetworkFailure failure(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (state.equals("28P01") || state.equals("28000")) {
      return new NetworkFailure(
          address + " refuses the user '" + settings.text("user") + "' or the password.", failure);
    }
    if (state.equals("3D000")) {
      return new NetworkFailure("There is no database at " + address + ".", failure);
    }
    return state.startsWith("08") || state.equals("90067")
        ? NetworkFailure.of(address.toString(), failure)
        : new NetworkFailure(address + " says: " + message + ".", failure);
  }

  /** Ends them all. */
  synchronized void close() {
    closed = true;
    idle.forEach(Connections::end);
    idle.clear();
    taken.forEach(Connections::end);
  }
}
