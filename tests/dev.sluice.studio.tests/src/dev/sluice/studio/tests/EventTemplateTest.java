package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.RecentEventInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.LocalServer;
import dev.sluice.studio.core.invoke.EventTemplate;
import dev.sluice.studio.core.invoke.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Examples of events: put into the payload by hand, and like what sources really bring. */
class EventTemplateTest extends StudioTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeEach
  void chooseEcho() throws IOException {
    create("echo", "def handler(event, context):\n    return event\n");
    functions().select("echo");
    bot.withId(Combo.class, "invoke.function").waitForText("echo");
    bot.withId(StyledText.class, "invoke.payload").setText("");
  }

  @Test
  void shouldPutAnExampleIntoThePayloadAndTakeItBack() {
    bot.withId(Combo.class, "invoke.type").select("application/json");
    bot.withId(StyledText.class, "invoke.payload").typeAtEnd("{}");
    assertThat(bot.dropDown("Event templates").look("event-templates"))
        .startsWith("HTTP request", "Webhook", "Queue: RabbitMQ")
        .contains("Stream: Kafka", "Object: S3", "Rows: PostgreSQL", "Schedule", "CloudEvent");
    bot.dropDown("Event templates").pick("Queue: RabbitMQ");

    bot.withId(StyledText.class, "invoke.payload").waitForText("\"routingkey\": \"order.placed\"");
    assertThat(bot.withId(Combo.class, "invoke.type").text()).isEqualTo(Payload.CLOUD_EVENT);
    bot.dropDown("Event templates").pick("Object: S3");
    bot.withId(StyledText.class, "invoke.payload").waitForText("dev.sluice.s3.created");
    bot.withId(Button.class, "invoke.run").click();
    bot.withId(Label.class, "invoke.summary").waitForText("Succeeded");
    bot.treeWithId("invoke.tree").waitForItem("source: \"/s3/uploads/pictures\"");
    bot.captureScreenshot("event-template");

    bot.withId(StyledText.class, "invoke.payload").click();
    bot.pressCtrl('z');
    bot.withId(StyledText.class, "invoke.payload").waitForText("dev.sluice.rabbitmq.message");
    bot.pressCtrl('z');
    StyledText payload = bot.withId(StyledText.class, "invoke.payload").widget();
    bot.waitUntil("the payload is as it was", () -> payload.getText().equals("{}"));
    assertThat(bot.withId(Combo.class, "invoke.type").text()).isEqualTo(Payload.JSON);
  }

  @Test
  void shouldAskBeforeWhatWasTypedIsReplaced() throws IOException {
    bot.withId(StyledText.class, "invoke.payload").typeAtEnd("[1, 2]");
    bot.dropDown("Event templates").pick("Schedule");
    bot.shell("Replace Payload");
    bot.captureScreenshot("replace-payload");
    bot.button("Cancel").click();
    bot.waitUntilClosed("Replace Payload");
    assertThat(bot.withId(StyledText.class, "invoke.payload").text()).isEqualTo("[1, 2]");

    bot.dropDown("Event templates").pick("Schedule");
    bot.shell("Replace Payload");
    bot.button("Replace").click();
    bot.withId(StyledText.class, "invoke.payload").waitForText("dev.sluice.schedule.due");

    create("other", "def handler(event, context):\n    return event\n");
    functions().select("other");
    bot.withId(Combo.class, "invoke.function").waitForText("other");
    functions().select("echo");
    bot.withId(StyledText.class, "invoke.payload").waitForText("dev.sluice.schedule.due");
    assertThat(bot.withId(Combo.class, "invoke.type").text()).isEqualTo(Payload.CLOUD_EVENT);
  }

  @Test
  void shouldGiveTheFunctionTheExampleAsItIs() throws IOException {
    for (EventTemplate template : EventTemplate.all()) {
      byte[] event = template.payload().text().getBytes(StandardCharsets.UTF_8);
      String result =
          server()
              .client()
              .invoke(
                  "echo",
                  new InvokeRequest("latest", event, template.payload().contentType(), false))
              .text();

      assertThat(JSON.readTree(result)).as(template.name()).isEqualTo(JSON.readTree(event));
    }
  }

  @Test
  void shouldBeLikeTheRequestOfARoute() throws Exception {
    Map<String, Object> options =
        Map.of(
            "path", "/orders/{id}", "methods", List.of("PUT"), "mode", "async", "access", "open");
    source("orders", "http", options);
    try {
      send(
          HttpRequest.newBuilder(gateway("/orders/7?notify=1"))
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString("{\"paid\": true}")));

      assertLike("HTTP request", arrived("orders"), "id", "time", "httpheaders");
    } finally {
      server().client().sources().delete("orders");
    }
  }

  @Test
  void shouldBeLikeTheRequestOfAWebhook() throws Exception {
    source("github", "webhook", Map.of("verify", "none", "headers", List.of("X-GitHub-Event")));
    try {
      JsonNode example = example("Webhook");
      send(
          HttpRequest.newBuilder(gateway("/hooks/default/github/pushes"))
              .header("Content-Type", "application/json")
              .header("X-GitHub-Event", "push")
              .header("X-GitHub-Delivery", example.path("id").asText())
              .POST(BodyPublishers.ofString(example.path("data").toString())));

      assertLike("Webhook", arrived("github"), "time");
    } finally {
      server().client().sources().delete("github");
    }
  }

  @Test
  void shouldBeLikeWhatAScheduleBrings() throws Exception {
    source("nightly", "schedule", Map.of("every", "1s"));
    try {
      assertLike("Schedule", arrived("nightly"), "id", "time");
    } finally {
      server().client().sources().delete("nightly");
    }
  }

  private static void source(String name, String kind, Map<String, Object> options)
      throws IOException {
    server().client().sources().create(new SourceSpec(name, kind, options, null));
  }

  private static void send(HttpRequest.Builder request) throws Exception {
    assertThat(
            HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).statusCode())
        .isBetween(200, 299);
  }

  private static URI gateway(String path) throws IOException {
    JsonNode written =
        JSON.readTree(LocalServer.defaultDataDirectory().resolve(LocalServer.SERVER_FILE).toFile());
    return URI.create(written.path("gateway").asText() + path);
  }

  private JsonNode arrived(String source) {
    RecentEventInfo info =
        bot.waitFor(
            "an event of " + source,
            () -> {
              try {
                return server().client().events().recent(List.of(source), 1).stream()
                    .findFirst()
                    .orElse(null);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return JSON.valueToTree(info.event());
  }

  private static JsonNode example(String name) throws IOException {
    EventTemplate template =
        EventTemplate.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return JSON.readTree(template.payload().text());
  }

  /** The same fields, and the same values but for those that differ from event to event. */
  private static void assertLike(String name, JsonNode arrived, String... differing)
      throws IOException {
    ObjectNode real = arrived.deepCopy();
    ObjectNode example = example(name).deepCopy();
    for (String field : differing) {
      assertThat(real.path(field).getNodeType())
          .as(field)
          .isEqualTo(example.path(field).getNodeType());
      real.remove(field);
      example.remove(field);
    }
    assertThat(example).isEqualTo(real);
  }
}
