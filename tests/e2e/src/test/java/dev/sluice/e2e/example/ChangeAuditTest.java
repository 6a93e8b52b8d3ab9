package dev.sluice.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.source.postgres.DatabaseServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Changes of rows of a real database are written down beside them. */
@ResourceLock(Lane.OWN_SERVER)
class ChangeAuditTest {
  private static final String SHOP = "shop";

  @SuppressWarnings("NullAway.Init") // set before all
  private static DatabaseServer database;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Example example;

  @BeforeAll
  static void deploy() throws Exception {
    database = new DatabaseServer();
    database.run("postgres", "create database shop");
    example =
        Example.of("change-audit")
            .with("postgresql://127.0.0.1:5432/shop", database.url(SHOP))
            .environment("PGPASSWORD", "whatever is trusted");
    database.run(SHOP, example.text("setup.sql"));
    Object unused = example.apply();
    Await.until(
        "the source is there",
        () -> example.client().sources().get("change-audit-orders").state().equals("running"));
  }

  @AfterAll
  static void stop() throws Exception {
    example.close();
    database.close();
  }

  /** What the audit says of an order, in the order of events. */
  private static JsonNode audit(int order) throws Exception {
    return Json.read(
        database.find(
            SHOP,
            "select coalesce(json_agg(a order by event), '[]') from order_audit a"
                + " where (coalesce(after, before) ->> 'id')::int = "
                + order));
  }

  private static JsonNode audit(int order, int rows) throws Exception {
    return Await.value(
        rows + " rows about order " + order, () -> audit(order), found -> found.size() >= rows);
  }

  @Test
  void shouldWriteDownInsertUpdateAndDelete() throws Exception {
    database.run(SHOP, "insert into orders values (1, 'Ada', 450)");
    database.run(SHOP, "update orders set cents = 500 where id = 1");
    database.run(SHOP, "delete from orders where id = 1");

    JsonNode rows = audit(1, 3);

    assertThat(rows.findValuesAsText("operation")).containsExactly("insert", "update", "delete");
    JsonNode insert = rows.get(0);
    assertThat(insert.get("before").isNull()).isTrue();
    assertThat(insert.at("/after/customer").asText()).isEqualTo("Ada");
    JsonNode update = rows.get(1);
    assertThat(update.get("changed").toString()).isEqualTo("[\"cents\"]");
    assertThat(update.at("/before/cents").asInt()).isEqualTo(450);
    assertThat(update.at("/after/cents").asInt()).isEqualTo(500);
    JsonNode delete = rows.get(2);
    assertThat(delete.at("/before/cents").asInt()).isEqualTo(500);
    assertThat(delete.get("after").isNull()).isTrue();
  }

  @Test
  void shouldWriteDownNothingThatWasRolledBack() throws Exception {
    database.run(
        SHOP,
        "begin; insert into orders values (2, 'Eve', 1); rollback;",
        "insert into orders values (3, 'Bob', 1)");

    assertThat(audit(3, 1)).hasSize(1);
    assertThat(audit(2)).isEmpty();
  }

  @Test
  void shouldKeepNamesThatLookLikeSqlAsTheyAre() throws Exception {
    String name = "Robert'); drop table order_audit; -- \"größe\" \\";
    database.run(SHOP, "insert into orders values (4, '" + name.replace("'", "''") + "', 1)");

    assertThat(audit(4, 1).get(0).at("/after/customer").asText()).isEqualTo(name);
  }

  @Test
  void shouldRefuseWhatIsNoChangeOfARow() throws Exception {
    String problem =
        String.valueOf(
            example
                .client()
                .invoke("change-audit", InvokeRequest.json("[{\"id\": \"7\", \"data\": {}}]"))
                .problem());

    assertThat(problem).contains("event 7 is no change of a row");
  }
}
