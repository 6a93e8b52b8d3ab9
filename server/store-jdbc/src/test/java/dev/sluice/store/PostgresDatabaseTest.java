package dev.sluice.store;

import static dev.sluice.store.TestData.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Opening and losing a PostgreSQL database. */
class PostgresDatabaseTest {

  @Test
  void shouldOpenADatabaseThatItMadeBefore() {
    String url = TestDatabases.newPostgresUrl();
    try (Database database = Database.openPostgres(url, "postgres", "x")) {
      database.functions().insert(function("default", "f", Map.of()));
    }

    try (Database database = Database.openPostgres(url, "postgres", "x")) {
      assertThat(database.functions().find("default", "f")).isPresent();
    }
  }

  @Test
  void shouldSayThatThereIsNoSuchDatabase() {
    String url = TestDatabases.newPostgresUrl().replaceAll("[^/]+$", "nothing");

    assertThatThrownBy(() -> Database.openPostgres(url, "postgres", "secret"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("\"nothing\" does not exist")
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldRefuseOtherAddresses() {
    assertThatThrownBy(() -> Database.openPostgres("jdbc:h2:mem:x", "sa", ""))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("jdbc:postgresql:");
  }

  @Test
  void shouldSyncCommitsWhereTheServersDefaultIsNotTo() throws Exception {
    String url = TestDatabases.newPostgresUrl();
    String name = url.substring(url.lastIndexOf('/') + 1);
    TestDatabases.executePostgres("alter database " + name + " set synchronous_commit = off");

    try (HikariDataSource pool = new PostgresOpener(url, "postgres", "x").pool();
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet setting = statement.executeQuery("show synchronous_commit")) {
      assertThat(setting.next()).isTrue();
      assertThat(setting.getString(1)).isEqualTo("on");
    }
  }

  @Test
  void shouldComeBackAfterItsConnectionsBroke() {
    String url = TestDatabases.newPostgresUrl();
    String name = url.substring(url.lastIndexOf('/') + 1);
    try (Database database = Database.openPostgres(url, "postgres", "x")) {
      database.functions().insert(function("default", "f", Map.of()));
      TestDatabases.executePostgres(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");

      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      boolean back = false;
      while (!back && System.nanoTime() < deadline) {
        try {
          back = database.functions().find("default", "f").isPresent();
        } catch (SluiceException e) {
          assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
          assertThat(e.hint()).contains("PostgreSQL");
        }
      }
      assertThat(back).isTrue();
    }
  }
}
