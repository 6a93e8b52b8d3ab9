package dev.sluice.source.postgres;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens connections to the database, and lets another thread end what waits for them. Thread-safe.
 */
final class Link {
  private static final String SECONDS = "10";

  private final Settings settings;
  private final DatabaseAddress address;
  private @Nullable Connection open;
  private boolean closed;

  Link(Settings settings) {
    this.settings = settings;
    this.address = DatabaseAddress.parse(settings.text("url"));
  }

  DatabaseAddress address() {
    return address;
  }

  /** For statements. */
  Connection connect() throws SQLException, NetworkFailure {
    return open(properties());
  }

  /** For the stream of changes. */
  Connection replicate() throws SQLException, NetworkFailure {
    Properties properties = properties();
    PGProperty.REPLICATION.set(properties, "database");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    return open(properties);
  }

  private Properties properties() {
    Properties properties = new Properties();
    String password = settings.find("password");
    PGProperty.USER.set(properties, settings.text("user"));
    // Without one the driver would look for a file of the server's own user.
    PGProperty.PASSWORD.set(properties, password == null ? "" : password);
    PGProperty.APPLICATION_NAME.set(properties, "sluice " + settings.source());
    PGProperty.CONNECT_TIMEOUT.set(properties, SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    if (settings.flag("tls")) {
      PGProperty.SSL_MODE.set(properties, "verify-full");
      PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
    } else {
      PGProperty.SSL_MODE.set(properties, "disable");
    }
    return properties;
  }

  private Connection open(Properties properties) throws SQLException, NetworkFailure {
    String url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(
                address.host(),
                address.port(),
                URLEncoder.encode(address.database(), StandardCharsets.UTF_8));
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new NetworkFailure("There is no driver for " + address + ".", null);
    }
    synchronized (this) {
      if (closed) {
        connection.close();
        throw new NetworkFailure("The connection is closed.", null);
      }
      open = connection;
    }
    return connection;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends what is open, and lets nothing be opened. */
  synchronized void close() {
    closed = true;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        // It is of no use any more.
      }
    }
  }
}
