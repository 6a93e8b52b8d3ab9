package dev.sluice.e2e.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Sources bring events, and say how they are. */
class SourceTest extends SourcesTest {
  /** What the function got, in the order in which it came. */
  private List<JsonNode> events(String function) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (InvocationInfo one : succeeded(function)) {
      events.add(0, Json.read(new String(client.queue().result(one.id()), StandardCharsets.UTF_8)));
    }
    return events;
  }

  private List<InvocationInfo> succeeded(String function) throws Exception {
    return client.invocations(InvocationRequest.of(function, 100)).items().stream()
        .filter(one -> one.status().equals("succeeded"))
        .toList();
  }

  private static String hmac(String secret, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldRunAFunctionByTheClock() throws Exception {
    String name = name("tick");
    String function = functionFor(name, Sources.PYTHON_ECHO);
    Instant before = Instant.now();
    SourceInfo made =
        source(name, "schedule", Map.of("every", "1s", "data", "{\"n\":7}", "subject", "tick"));
    assertThat(made.state()).isEqualTo("running");

    Await.until("two events have run", () -> succeeded(function).size() >= 2);
    List<JsonNode> events = events(function);

    JsonNode first = events.get(0);
    Instant due = Instant.parse(first.get("time").asText());
    assertThat(due).isAfter(before);
    assertThat(due).isEqualTo(due.truncatedTo(ChronoUnit.SECONDS));
    assertThat(first.get("id").asText()).isEqualTo(due.toString());
    assertThat(first.get("source").asText()).isEqualTo("/schedule/" + name);
    assertThat(first.get("type").asText()).isEqualTo("dev.sluice.schedule.due");
    assertThat(first.get("subject").asText()).isEqualTo("tick");
    assertThat(first.get("data").get("n").asInt()).isEqualTo(7);
    assertThat(events.get(1).get("time").asText()).isEqualTo(due.plusSeconds(1).toString());
    SourceInfo now = client.sources().get(name);
    assertThat(now.events()).isGreaterThanOrEqualTo(2);
    assertThat(now.lastEventAt()).isNotNull();
  }

  @Test
  void shouldBringNothingWhilePaused() throws Exception {
    String name = name("tick");
    source(name, "schedule", Map.of("every", "1s"));
    Await.until("one came", () -> client.sources().get(name).events() > 0);

    SourceInfo paused = client.sources().pause(name, true);
    SourceInfo resumed = client.sources().pause(name, false);

    assertThat(paused.state()).isEqualTo("paused");
    assertThat(resumed.state()).isEqualTo("running");
    assertThat(resumed.events()).isZero();
    assertThat(resumed.revision()).isEqualTo(3);
    Await.until("one came again", () -> client.sources().get(name).events() > 0);
  }

  @Test
  void shouldTakeWhatIsSignedAndNothingElse() throws Exception {
    client.namespaces().setSecret("hook-secret", "s3cret");
    String name = name("hook");
    String function = functionFor(name, Sources.PYTHON_ECHO);
    SourceInfo made =
        source(
            name,
            "webhook",
            Map.of("verify", "hmac-sha256", "secret", Map.of("secret", "hook-secret")));
    assertThat(made.address()).isEqualTo("/hooks/default/" + name);
    String body = "{\"text\":\"größe\"}";

    Http.Answer taken =
        gateway.send(
            "POST",
            made.address() + "/chat?a=b",
            Map.of(
                "Content-Type", "application/json",
                "X-Hub-Signature-256", "sha256=" + hmac("s3cret", body),
                "X-GitHub-Delivery", "d1"),
            body.getBytes(StandardCharsets.UTF_8));
    Http.Answer forged =
        gateway.send(
            "POST",
            made.address(),
            Map.of("X-Hub-Signature-256", "sha256=" + hmac("guess", body)),
            body.getBytes(StandardCharsets.UTF_8));

    assertThat(taken.status()).isEqualTo(202);
    forged.assertProblem(ErrorCode.INVALID_SIGNATURE);
    Await.until("it has run", () -> succeeded(function).size() == 1);
    JsonNode event = events(function).get(0);
    assertThat(event.get("id").asText()).isEqualTo("d1");
    assertThat(event.get("subject").asText()).isEqualTo("/chat");
    assertThat(event.get("httpquery").asText()).isEqualTo("a=b");
    assertThat(event.get("data").get("text").asText()).isEqualTo("größe");
    SourceInfo now = client.sources().get(name);
    assertThat(now.events()).isEqualTo(1);
    assertThat(now.refused()).isEqualTo(1);
    assertThat(now.lastProblem()).isEqualTo("The signature is wrong.");
    assertThatThrownBy(() -> client.namespaces().deleteSecret("hook-secret"))
        .isInstanceOfSatisfying(
            SluiceApiException.class, e -> assertThat(e.is(ErrorCode.SECRET_IN_USE)).isTrue());
  }

  @Test
  void shouldRefuseMalformedEventsAndCountThem() throws Exception {
    String name = name("hook");
    SourceInfo made = source(name, "webhook", Map.of("verify", "none"));
    String batch =
        "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"t\"},"
            + "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/x\",\"type\":\"t\"}]";

    Http.Answer broken = cloudEvents(made.address(), "application/cloudevents+json", "{\"id\":1}");
    Http.Answer noId =
        gateway.send(
            "POST",
            made.address(),
            Map.of("ce-specversion", "1.0", "ce-source", "/x", "ce-type", "t"),
            new byte[] {1});
    Http.Answer good = cloudEvents(made.address(), "application/cloudevents-batch+json", batch);

    broken.assertProblem(ErrorCode.INVALID_REQUEST);
    noId.assertProblem(ErrorCode.INVALID_REQUEST);
    assertThat(good.status()).isEqualTo(202);
    assertThat(client.sources().get(name).refused()).isEqualTo(2);
    assertThat(client.sources().get(name).events()).isEqualTo(2);
  }

  private Http.Answer cloudEvents(String address, String type, String body) throws Exception {
    return gateway.send(
        "POST", address, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldTellPausedSourcesFromThoseThatAreNot() throws Exception {
    String name = name("hook");
    SourceInfo made = source(name, "webhook", Map.of("verify", "none"));
    client.sources().pause(name, true);

    gateway.post(made.address(), "{}").assertProblem(ErrorCode.SOURCE_PAUSED);
    gateway.post("/hooks/default/nobody", "{}").assertProblem(ErrorCode.SOURCE_NOT_FOUND);
    gateway.post("/hooks/default", "{}").assertProblem(ErrorCode.ROUTE_NOT_FOUND);
    assertThat(gateway.get(made.address()).status()).isEqualTo(503);
  }

  @Test
  void shouldRefuseDefinitionsThatCannotWork() throws Exception {
    http.post("/v1/sources", "{\"name\":\"s\",\"kind\":\"carrier-pigeon\"}")
        .assertProblem(ErrorCode.UNKNOWN_SOURCE_KIND);
    http.post("/v1/sources", "{\"name\":\"s\",\"kind\":\"schedule\"}")
        .assertProblem(ErrorCode.INVALID_SOURCE);
    http.post(
            "/v1/sources",
            "{\"name\":\"s\",\"kind\":\"schedule\",\"options\":{\"cron\":\"0 25 * * *\"}}")
        .assertProblem(ErrorCode.INVALID_SOURCE);
    http.post(
            "/v1/sources",
            "{\"name\":\"s\",\"kind\":\"webhook\",\"options\":{\"verify\":\"slack\","
                + "\"secret\":{\"secret\":\"nobody\"}}}")
        .assertProblem(ErrorCode.SECRET_NOT_FOUND);
    http.post("/v1/sources", "{\"name\":\"events\",\"kind\":\"schedule\"}")
        .assertProblem(ErrorCode.INVALID_NAME);
    http.get("/v1/sources/nobody").assertProblem(ErrorCode.SOURCE_NOT_FOUND);
    String name = name("tick");
    source(name, "schedule", Map.of("cron", "@daily"));
    http.post(
            "/v1/sources",
            "{\"name\":\"" + name + "\",\"kind\":\"schedule\",\"options\":{\"every\":\"5m\"}}")
        .assertProblem(ErrorCode.SOURCE_EXISTS);
    http.put("/v1/sources/" + name, "{\"kind\":\"webhook\",\"options\":{\"verify\":\"none\"}}")
        .assertProblem(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void shouldSayWhyABrokerCannotBeReached() throws Exception {
    String name = name("rabbit");
    source(name, "rabbitmq", Map.of("uri", "amqp://guest@127.0.0.1:1", "queue", "orders"));

    SourceInfo failed =
        Await.value(
            "it has failed", () -> client.sources().get(name), is -> is.state().equals("failed"));

    assertThat(failed.stateReason()).contains("127.0.0.1:1");
    assertThat(failed.retryAt()).isNotNull();
  }

  @Test
  void shouldReplaceASourceThatIsStillAsItWasRead() throws Exception {
    String name = name("tick");
    source(name, "schedule", Map.of("cron", "@daily"));
    SourceSpec hourly = new SourceSpec(null, null, Map.of("cron", "@hourly"), "each hour");

    SourceInfo replaced = client.sources().replace(name, hourly, 1L);

    assertThat(replaced.revision()).isEqualTo(2);
    assertThat(replaced.options()).isEqualTo(Map.of("cron", "@hourly"));
    assertThat(replaced.description()).isEqualTo("each hour");
    assertThatThrownBy(() -> client.sources().replace(name, hourly, 1L))
        .isInstanceOfSatisfying(
            SluiceApiException.class,
            e -> assertThat(e.is(ErrorCode.PRECONDITION_FAILED)).isTrue());
  }
}
