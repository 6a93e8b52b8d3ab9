package dev.sluice.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.sluice.store.sql.DurableCommit;
import dev.sluice.store.sql.Transactions;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/** Opens a PostgreSQL database. */
final class PostgresOpener {
  private static final int CONNECTIONS = 16;

  private final String url;
  private final String user;
  private final String password;

  PostgresOpener(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  Database open() {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new StoreUnavailableException(
          "The database address must start with jdbc:postgresql: .", null);
    }
    HikariDataSource pool = pool();
    try {
      Migrations.apply(pool, "collate \"C\"");
    } catch (FlywayException e) {
      pool.close();
      throw unavailable(Migrations.reason(e), e);
    }
    Transactions transactions =
        new Transactions(
            Jdbi.create(pool),
            DurableCommit.SYNCHRONOUS,
            "Check that the PostgreSQL server runs and has free space.");
    return new Database(transactions, pool::close);
  }

  HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("sluice-postgres");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setValidationTimeout(2_000);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "sluice");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // What is acknowledged is on disk, also where the server's default is off.
    config.setConnectionInitSql(
        "select set_config('synchronous_commit', 'on', false)"
            + " where current_setting('synchronous_commit') = 'off'");
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw unavailable(firstLine(e), e);
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
  }

  private static StoreUnavailableException unavailable(String reason, Throwable cause) {
    // The address may hold a password: it stays out of messages.
    return new StoreUnavailableException(
        "The PostgreSQL database is not available: " + reason, cause);
  }
}
