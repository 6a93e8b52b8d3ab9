package dev.sluice.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.source.rabbitmq.RabbitBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Orders of a real queue become executions of a workflow, or dead letters. */
@ResourceLock(Lane.OWN_SERVER)
class OrderIntakeTest {
  private static final String WORKFLOW = "order-intake";
  private static final String ITEMS =
      "[{\"name\": \"tea\", \"count\": 2, \"cents\": 450}, {\"name\": \"cup\", \"count\": 1, \"cents\": 900}]";

  @SuppressWarnings("NullAway.Init") // set before all
  private static RabbitBroker broker;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Example example;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Connection connection;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Channel shop;

  @BeforeAll
  static void deploy() throws Exception {
    broker = new RabbitBroker();
    example = Example.of("order-intake").with("amqp://guest@127.0.0.1:5672", broker.uri());
    Object unused = example.apply();
    Await.until(
        "the source has made the queue",
        () -> example.client().sources().get("order-queue").state().equals("running"));
    connection = broker.connect();
    shop = connection.createChannel();
    Object unusedConfirm = shop.confirmSelect();
  }

  @AfterAll
  static void stop() throws Exception {
    connection.abort();
    example.close();
    broker.close();
  }

  private static void send(String id, String message) throws Exception {
    shop.basicPublish(
        "",
        "orders",
        new BasicProperties.Builder()
            .messageId(id)
            .contentType("application/json")
            .deliveryMode(2)
            .build(),
        message.getBytes(StandardCharsets.UTF_8));
    shop.waitForConfirmsOrDie(30_000);
  }

  private static void order(String id, String items) throws Exception {
    send(id, "{\"order\": \"" + id + "\", \"items\": " + items + "}");
  }

  /** What executions about this order came to; those that have not ended are left out. */
  private static List<JsonNode> outputs(String order) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    for (ExecutionInfo one :
        example.client().workflows().executions(WORKFLOW, "completed", 100, null).items()) {
      JsonNode output =
          Json.read(Json.write(example.client().workflows().execution(one.id()).output()));
      if (output.path("order").asText().equals(order)) {
        found.add(output);
      }
    }
    return found;
  }

  private static JsonNode output(String order) throws Exception {
    return Await.value("order " + order, () -> outputs(order), found -> !found.isEmpty()).get(0);
  }

  private static List<DeadLetterInfo> poisoned(String why) throws Exception {
    return example.deadLetters("order-check").stream()
        .filter(letter -> String.valueOf(letter.error()).contains(why))
        .toList();
  }

  private static DeadLetterInfo awaitPoisoned(String why) throws Exception {
    return Await.value("refused: " + why, () -> poisoned(why), found -> !found.isEmpty()).get(0);
  }

  @Test
  void shouldRunTheWorkflowOnceForEachOrder() throws Exception {
    order("A7", ITEMS);
    order("A7", ITEMS);
    order("A8", "[{\"name\": \"pot\", \"count\": 3, \"cents\": 2000}]");

    JsonNode first = output("A7");
    assertThat(first.path("cents").asInt()).isEqualTo(1_800);
    assertThat(first.path("reserved").toString()).isEqualTo("[\"2 tea\",\"1 cup\"]");
    assertThat(output("A8").path("cents").asInt()).isEqualTo(6_000);
    assertThat(outputs("A7")).hasSize(1);
  }

  @Test
  void shouldLetALargeOrderWaitUntilItIsApproved() throws Exception {
    order("B1", "[{\"name\": \"oven\", \"count\": 1, \"cents\": 100000}]");
    Await.until(
        "it waits",
        () ->
            example.client().workflows().executions(WORKFLOW, "running", 100, null).items().stream()
                .anyMatch(one -> waits(one.id())));
    assertThat(outputs("B1")).isEmpty();

    Object unused =
        example
            .client()
            .events()
            .publish(
                "application/cloudevents+json",
                ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/boss\",\"subject\":\"B1\","
                        + "\"type\":\"com.example.order.approved\"}")
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(output("B1").path("reserved").toString()).isEqualTo("[\"1 oven\"]");
  }

  private static boolean waits(String execution) {
    try {
      return !example.client().workflows().explain(execution).listeners().isEmpty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldKeepAPoisonedOrderAsADeadLetterThatCanBeMended() throws Exception {
    order("C1", "[{\"name\": \"tea\", \"count\": 0, \"cents\": 450}]");

    DeadLetterInfo letter = awaitPoisoned("count of tea in order C1 is 0");
    assertThat(letter.attempts()).isEqualTo(2);
    assertThat(letter.association()).isEqualTo("order-intake");
    assertThat(outputs("C1")).isEmpty();

    String event = example.cli().run("dead-letter", "get", letter.id(), "--event");
    assertThat(event).contains("\"count\": 0");
    Object unused =
        example
            .client()
            .queue()
            .redrive(
                letter.id(),
                event.replace("\"count\": 0", "\"count\": 4").getBytes(StandardCharsets.UTF_8));
    assertThat(output("C1").path("cents").asInt()).isEqualTo(1_800);
  }

  @Test
  void shouldSayWhatIsWrongWithMessagesThatAreNoOrders() throws Exception {
    send("D1", "[1, 2]");
    send("D2", "{\"order\": 7, \"items\": []}");
    send("D3", "{\"order\": \"D3\", \"items\": []}");
    send("D4", "{\"order\": \"D4\", \"items\": [{\"count\": 1, \"cents\": 1}]}");
    send(
        "D5",
        "{\"order\": \"D5\", \"items\": [{\"name\": \"tea\", \"count\": true, \"cents\": 1}]}");
    send("D6", "no JSON at all");

    assertThat(awaitPoisoned("order D3 has no items").eventId()).isEqualTo("D3");
    assertThat(awaitPoisoned("'order' is no text").eventId()).isEqualTo("D2");
    assertThat(awaitPoisoned("an item of order D4 has no name").eventId()).isEqualTo("D4");
    assertThat(awaitPoisoned("count of tea in order D5 is True").eventId()).isEqualTo("D5");
    Await.until(
        "neither is a JSON object", () -> poisoned("the message is no JSON object").size() == 2);
  }
}
