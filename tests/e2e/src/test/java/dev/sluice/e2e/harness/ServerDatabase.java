package dev.sluice.e2e.harness;

import dev.sluice.source.postgres.DatabaseServer;
import java.io.IOException;
import java.util.Locale;

/**
 * The database of a server: the embedded one in its data directory, or a PostgreSQL that runs as
 * long as this is open. {@code -Dsluice.database=postgresql} lets the shared server use the latter.
 */
public final class ServerDatabase implements AutoCloseable {
  private final DatabaseServer server;

  /** What there is. */
  public enum Kind {
    EMBEDDED,
    POSTGRESQL;

    /** What the shared server uses. */
    static Kind usual() {
      return valueOf(System.getProperty("sluice.database", "embedded").toUpperCase(Locale.ROOT));
    }
  }

  /** Starts one if need be. */
  public ServerDatabase(Kind kind) throws IOException {
    server = kind == Kind.POSTGRESQL ? new DatabaseServer("replica") : null;
  }

  /** A server that uses it. */
  public ServerProcess.Launch with(ServerProcess.Launch launch) throws IOException {
    return server == null
        ? launch
        : launch.config(
            "database.url = jdbc:%s\ndatabase.user = postgres\n".formatted(server.url("postgres")));
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
