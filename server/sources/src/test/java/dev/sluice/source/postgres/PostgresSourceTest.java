package dev.sluice.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.source.harness.Await;
import dev.sluice.source.harness.GivenSettings;
import dev.sluice.source.harness.Keeping;
import dev.sluice.source.harness.Recorder;
import dev.sluice.source.harness.Running;
import dev.sluice.spi.source.InvalidSettingException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Rows of a real PostgreSQL. */
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
final class PostgresSourceTest {
  private static final String SLOT = "sluice_default_orders";
  private static DatabaseServer server;
  private static int databases;

  private final PostgresSource kind = new PostgresSource();
  private final Recorder recorder = new Recorder();
  private final List<Running> started = new ArrayList<>();
  private String database;

  @BeforeAll
  static void startServer() throws Exception {
    server = new DatabaseServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void createDatabase() throws Exception {
    database = "shop" + ++databases;
    server.run("postgres", "create database " + database);
    server.run(
        database,
        "create table orders (id int primary key, item text, price numeric(30, 2), paid boolean,"
            + " details jsonb, at timestamptz, photo bytea)",
        "create table other (id int primary key)");
  }

  @AfterEach
  void end() throws Exception {
    for (Running running : started) {
      running.end();
    }
    // The name of a slot is the whole server's.
    Await.until(
        "the slot is free",
        () -> {
          String active =
              server.find("postgres", "select active from pg_replication_slots limit 1");
          return active == null || active.equals("f");
        });
    String unused =
        server.find(
            "postgres",
            "select count(pg_drop_replication_slot(slot_name)) from pg_replication_slots");
  }

  private GivenSettings settings() {
    return new GivenSettings(kind)
        .with("url", server.url(database))
        .with("user", "postgres")
        .with("password", "postgres")
        .with("tables", List.of("orders"));
  }

  private Running start(GivenSettings settings) throws Exception {
    Running running = Running.start(kind.connect(settings.checked()), recorder);
    started.add(running);
    return running;
  }

  @Test
  void shouldBringAnEventForEachRowThatChanges() throws Exception {
    start(settings());
    recorder.awaitConnections(1);
    server.run(
        database,
        "insert into orders values (1, 'cat', 12345678901234567890.10, true, '{\"a\": [1]}',"
            + " '2026-11-27 10:00:00.5+02', '\\x00ff')",
        "insert into other values (1)",
        "update orders set item = 'c\"at', price = null where id = 1",
        "update orders set id = 2 where id = 1",
        "delete from orders",
        "truncate orders");
    recorder.awaitEvents(5);
    assertThat(recorder.all("type"))
        .containsExactly(
            "dev.sluice.postgres.inserted",
            "dev.sluice.postgres.updated",
            "dev.sluice.postgres.updated",
            "dev.sluice.postgres.deleted",
            "dev.sluice.postgres.truncated");
    assertThat(recorder.events().get(0).attributes())
        .containsEntry("source", "/postgres/orders/" + database)
        .containsEntry("subject", "public.orders")
        .containsEntry("schema", "public")
        .containsEntry("table", "orders")
        .containsEntry("operation", "insert")
        .containsEntry("key", "{\"id\":1}")
        .containsKeys("transaction", "time");
    assertThat(recorder.all("id")).doesNotHaveDuplicates();
    assertThat(recorder.texts().get(0))
        .startsWith(
            "{\"operation\":\"insert\",\"schema\":\"public\",\"table\":\"orders\","
                + "\"key\":{\"id\":1},\"new\":{\"id\":1,\"item\":\"cat\","
                + "\"price\":12345678901234567890.10,\"paid\":true,\"details\":{\"a\": [1]},"
                + "\"at\":\"2026-11-27T08:00:00.500Z\",\"photo\":\"AP8=\"},\"transaction\":\"");
    assertThat(recorder.texts().get(1)).contains("\"item\":\"c\\\"at\",\"price\":null");
    assertThat(recorder.texts().get(2)).contains("\"key\":{\"id\":2},\"old\":{\"id\":1},\"new\":{");
    assertThat(recorder.texts().get(3)).contains("\"key\":{\"id\":2},\"old\":{\"id\":2},\"trans");
    assertThat(recorder.texts().get(4)).doesNotContain("key").doesNotContain("new");
  }

  @Test
  void shouldBringOldFieldsWhereTheTableTellsThem() throws Exception {
    server.run(
        database,
        "alter table orders replica identity full",
        "insert into orders (id, item) values (1, 'cat')");
    start(settings());
    recorder.awaitConnections(1);
    server.run(database, "update orders set item = 'dog'", "delete from orders");
    recorder.awaitEvents(2);
    assertThat(recorder.texts().get(0))
        .contains("\"old\":{\"id\":1,\"item\":\"cat\"")
        .contains("\"new\":{\"id\":1,\"item\":\"dog\"")
        .doesNotContain("\"key\"");
    assertThat(recorder.texts().get(1)).contains("\"old\":{\"id\":1,\"item\":\"dog\"");
  }

  @Test
  void shouldNameLargeValuesThatDidNotChange() throws Exception {
    server.run(
        database,
        "alter table orders alter column item set storage external",
        "insert into orders (id, item) values (1, repeat('x', 10000))");
    start(settings());
    recorder.awaitConnections(1);
    server.run(database, "update orders set paid = true");
    recorder.awaitEvents(1);
    assertThat(recorder.texts().get(0))
        .contains("\"unchanged\":[\"item\"]")
        .doesNotContain("xxx")
        .doesNotContain("\"item\":");
  }

  @Test
  void shouldTellWhichTransactionAndCutLargeOnes() throws Exception {
    start(settings().with("batch", "10"));
    recorder.awaitConnections(1);
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 25; i++) {
        boolean unused = statement.execute("insert into orders (id) values (" + i + ")");
      }
      connection.commit();
    }
    server.run(database, "insert into orders (id) values (100)");
    recorder.awaitEvents(26);
    List<String> transactions = recorder.all("transaction");
    assertThat(transactions.subList(0, 25)).containsOnly(transactions.get(0));
    assertThat(transactions.get(25)).isNotEqualTo(transactions.get(0));
    assertThat(recorder.largest()).isEqualTo(10);
  }

  @Test
  void shouldBringAllTablesWhereNoneIsNamed() throws Exception {
    start(settings().with("tables", List.of()));
    recorder.awaitConnections(1);
    server.run(
        database,
        "insert into other values (1)",
        "create table more (id int)",
        "insert into more values (1)");
    recorder.awaitEvents(2);
    assertThat(recorder.all("table")).containsExactly("other", "more");
    assertThat(recorder.all("key")).containsExactly("{\"id\":1}", null);
  }

  @Test
  void shouldFollowTheTablesOfItsDefinition() throws Exception {
    Running running = start(settings());
    recorder.awaitConnections(1);
    running.close();
    start(settings().with("tables", List.of("public.orders", "other")));
    recorder.awaitConnections(2);
    server.run(database, "insert into other values (1)");
    recorder.awaitEvents(1);
  }

  @Test
  void shouldGoOnWhereItWasConfirmed() throws Exception {
    Running running = start(settings());
    recorder.awaitConnections(1);
    server.run(database, "insert into orders (id) values (1)");
    recorder.awaitEvents(1);
    Await.until(
        "it is confirmed",
        () ->
            "t"
                .equals(
                    server.find(
                        database,
                        "select confirmed_flush_lsn >= pg_current_wal_lsn()"
                            + " from pg_replication_slots")));
    running.close();
    server.run(database, "insert into orders (id) values (2)");
    start(settings());
    recorder.awaitEvents(2);
    assertThat(recorder.all("key")).containsExactly("{\"id\":1}", "{\"id\":2}");
  }

  @Test
  void shouldBringAgainWithTheSameIdsWhatTheIntakeRefused() throws Exception {
    Running running = start(settings());
    recorder.awaitConnections(1);
    IllegalStateException full = new IllegalStateException("the disk is full");
    recorder.before(
        size -> {
          throw full;
        });
    server.run(database, "insert into orders (id) values (1)");
    assertThat(running.failure()).isSameAs(full);
    recorder.before(size -> {});
    start(settings());
    recorder.awaitEvents(1);
    String id = recorder.all("id").get(0);
    assertThat(id).matches("[0-9A-F]+/[0-9A-F]+:\\d+:0");
  }

  @Test
  void shouldComeBackWhenTheServerDoes() throws Exception {
    try (Keeping keeping = new Keeping(() -> kind.connect(settings()), recorder)) {
      recorder.awaitConnections(1);
      server.run(database, "insert into orders (id) values (1)");
      recorder.awaitEvents(1);
      server.crash();
      server.start();
      server.run(database, "insert into orders (id) values (2)");
      Await.until("the second row comes", () -> recorder.all("key").contains("{\"id\":2}"));
      assertThat(keeping.failures()).isNotEmpty();
    }
  }

  @Test
  void shouldSayThatTheSlotIsGoneAndNotBeginAnew() throws Exception {
    Running running = start(settings());
    recorder.awaitConnections(1);
    running.close();
    Await.until(
        "the slot is free",
        () -> "f".equals(server.find(database, "select active from pg_replication_slots")));
    String unused = server.find(database, "select pg_drop_replication_slot('" + SLOT + "')::text");
    assertThat(start(settings()).failure())
        .hasMessageStartingWith("The replication slot '" + SLOT + "' is gone, and with it");
    assertThat(server.find(database, "select slot_name from pg_replication_slots")).isNull();
  }

  @Test
  void shouldSayThatTheSlotWasInvalidated() throws Exception {
    Running running = start(settings());
    recorder.awaitConnections(1);
    running.close();
    for (int i = 0; i < 8; i++) {
      server.run(
          database,
          "create table filler as select repeat('x', 1000) from generate_series(1, 20000)",
          "drop table filler",
          "select pg_switch_wal()");
    }
    server.run(database, "checkpoint");
    assertThat(server.find(database, "select wal_status from pg_replication_slots"))
        .isEqualTo("lost");
    assertThat(start(settings()).failure())
        .hasMessageStartingWith("PostgreSQL has invalidated the replication slot");
  }

  @Test
  void shouldSayWhatIsWrong() throws Exception {
    assertThat(start(settings().with("url", server.url("nowhere"))).failure())
        .hasMessageStartingWith("There is no database at 127.0.0.1:");
    assertThat(start(settings().with("url", "postgresql://127.0.0.1:1/x")).failure())
        .hasMessageStartingWith("Nothing answers at 127.0.0.1:1/x");
    GivenSettings published =
        new GivenSettings(kind)
            .with("url", server.url(database))
            .with("user", "postgres")
            .with("publication", "nothing");
    assertThat(start(published).failure()).hasMessage("The database has no publication 'nothing'.");
    server.run(database, "create role reader" + databases + " login");
    assertThat(start(settings().with("user", "reader" + databases)).failure())
        .hasMessageContaining("may not do what is needed");
    start(settings());
    recorder.awaitConnections(1);
    assertThat(start(settings()).failure())
        .hasMessage("Somebody else reads from the replication slot '" + SLOT + "'.");
  }

  @Test
  void shouldProbeAndMakeNothing() throws Exception {
    kind.connect(settings().checked()).probe();
    assertThat(server.find(database, "select slot_name from pg_replication_slots")).isNull();
    assertThat(server.find(database, "select pubname from pg_publication")).isNull();
    assertThatThrownBy(
            () -> kind.connect(settings().with("tables", List.of("Nothing")).checked()).probe())
        .hasMessage("The database has no table \"public\".\"Nothing\".");
    server.run(database, "create role prober" + databases + " login");
    assertThatThrownBy(
            () -> kind.connect(settings().with("user", "prober" + databases).checked()).probe())
        .hasMessageContaining("may not do what is needed");
  }

  @Test
  void shouldSayThatTheServerDoesNotTellChanges() throws Exception {
    try (DatabaseServer plain = new DatabaseServer("replica")) {
      assertThat(
              start(settings().with("url", plain.url("postgres")).with("tables", List.of()))
                  .failure())
          .hasMessageStartingWith("The database's wal_level is 'replica'");
    }
  }

  @Test
  void shouldSayWhatStaysWhenItIsDeleted() {
    assertThat(kind.remains(settings()))
        .contains("SELECT pg_drop_replication_slot('" + SLOT + "');")
        .endsWith("DROP PUBLICATION \"" + SLOT + "\";");
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(() -> settings().with("url", "postgresql://me@host/x").checked())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("belongs into 'user'");
    assertThatThrownBy(() -> settings().with("url", "jdbc:postgresql://host/x").checked())
        .hasMessageContaining("postgresql://host:5432/database");
    assertThatThrownBy(() -> settings().with("publication", "p").checked())
        .isInstanceOf(InvalidSettingException.class);
    assertThatThrownBy(() -> settings().with("slot", "A-b").checked())
        .isInstanceOf(InvalidSettingException.class);
  }
}
