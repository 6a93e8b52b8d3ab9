package dev.sluice.e2e.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.AsyncSpec.Destination;
import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.SinkSpec;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.source.rabbitmq.RabbitBroker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Events about ends that leave a real server. */
@ResourceLock(Lane.OWN_SERVER)
class SinkTest {
  private final List<JsonNode> got = new CopyOnWriteArrayList<>();
  private volatile int status = 204;
  private Path folder;
  private ServerProcess server;
  private HttpServer receiver;

  @BeforeEach
  void start() throws Exception {
    folder = Scratch.create("sink");
    server = ServerProcess.on(folder.resolve("data")).start();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          got.add(Json.read(body));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() throws Exception {
    receiver.stop(0);
    server.close();
    Scratch.delete(folder);
  }

  private SluiceClient client() {
    return server.client();
  }

  private void function(
      String name, String code, @Nullable Destination onSuccess, @Nullable Destination onFailure)
      throws Exception {
    client()
        .createFunction(
            Sources.python(name, code)
                .withAsync(
                    new AsyncSpec(null, 1, null, null, null, null, null, onSuccess, onFailure)));
  }

  private static Destination sink(String name) {
    return new Destination(null, null, name, null);
  }

  private void http(String name, int attempts) throws Exception {
    client()
        .sinks()
        .create(
            new SinkSpec(
                name,
                "http",
                Map.of(
                    "url",
                    "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                    "max-attempts",
                    attempts,
                    "retry-delay",
                    "10ms"),
                null));
  }

  private String invoke(String function) throws Exception {
    return client().queue().invoke(function, InvokeRequest.json("{\"n\":1}")).id();
  }

  private void awaitEvents(int count) throws Exception {
    Await.until("events have come", () -> got.size() >= count);
  }

  private List<DeadLetterInfo> dead(String queue) throws Exception {
    return client().queue().deadLetters(DeadLetterRequest.of(queue), 10, null).items();
  }

  @Test
  void shouldTellSuccessAndFailureAndTryUntilItIsTaken() throws Exception {
    http("ends", 100);
    function("good", "def handler(event, context):\n  return 7\n", sink("ends"), null);
    function("bad", "def handler(event, context):\n  raise ValueError('x')\n", null, sink("ends"));
    status = 503;
    String good = invoke("good");
    awaitEvents(3);
    status = 204;
    Await.until("it was taken", () -> client().sinks().get("ends").sent() == 1);
    JsonNode event = got.get(got.size() - 1);
    assertThat(event.path("type").asText()).isEqualTo("dev.sluice.invocation.succeeded");
    assertThat(event.path("id").asText()).isEqualTo(good);
    assertThat(event.at("/data/response/body").asInt()).isEqualTo(7);
    assertThat(client().sinks().get("ends").lastProblem()).contains("the status 503");
    got.clear();
    invoke("bad");
    awaitEvents(1);
    assertThat(got.get(0).path("type").asText()).isEqualTo("dev.sluice.invocation.failed");
    assertThat(got.get(0).at("/data/error/type").asText()).isEqualTo("ValueError");
    Await.until(
        "nothing waits",
        () -> client().queue().queues(null).stream().allMatch(queue -> queue.waiting() == 0));
    assertThat(dead("sink:ends")).isEmpty();
  }

  @Test
  void shouldKeepWhatIsNotTakenAsADeadLetterThatCanBeSentAgain() throws Exception {
    http("ends", 2);
    function("good", "def handler(event, context):\n  return 7\n", sink("ends"), null);
    status = 500;
    invoke("good");
    Await.until("it is given up", () -> dead("sink:ends").size() == 1);
    assertThat(got).hasSize(2);
    assertThat(dead("sink:ends").get(0).error().code()).isEqualTo("delivery-failed");
    status = 422;
    client().queue().redriveAll(DeadLetterRequest.of("sink:ends"));
    Await.until(
        "it is rejected",
        () ->
            dead("sink:ends").stream()
                .anyMatch(letter -> letter.error().code().equals("event-rejected")));
    assertThat(got).hasSize(3);
    status = 204;
    client().queue().redriveAll(DeadLetterRequest.of("sink:ends"));
    Await.until("it is taken", () -> client().sinks().get("ends").sent() == 1);
    client().sinks().delete("ends");
    invoke("good");
    Await.until(
        "nobody takes it",
        () ->
            dead("sink:ends").stream()
                .anyMatch(letter -> letter.error().code().equals("sink-not-found")));
  }

  @Test
  void shouldStartAWorkflowOnceForEachEnd() throws Exception {
    String document =
        """
        document: {dsl: 1.0.0, namespace: default, name: after, version: 1.0.0}
        do:
          - keep: {set: {of: "${ .data.invocation }"}}
        """;
    client().workflows().deploy(null, document.getBytes(StandardCharsets.UTF_8));
    function(
        "good",
        "def handler(event, context):\n  return 7\n",
        new Destination(null, null, null, "after"),
        null);
    String id = invoke("good");
    Await.until(
        "an execution has ended",
        () ->
            client().workflows().executions("after", null, 10, null).items().stream()
                .anyMatch(each -> each.status().equals("completed")));
    var executions = client().workflows().executions("after", null, 10, null).items();
    assertThat(executions).hasSize(1);
    assertThat(client().workflows().execution(executions.get(0).id()).output().toString())
        .contains(id);
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingWhenTheServerIsKilled() throws Exception {
    try (RabbitBroker broker = new RabbitBroker();
        Connection connection = broker.connect();
        Channel channel = connection.createChannel()) {
      channel.queueDeclare("ends", true, false, false, Map.of());
      client()
          .sinks()
          .create(
              new SinkSpec(
                  "ends",
                  "rabbitmq",
                  Map.of("uri", broker.uri(), "routing-key", "ends", "retry-delay", "10ms"),
                  null));
      function("good", "def handler(event, context):\n  return 7\n", sink("ends"), null);
      List<String> ids = new CopyOnWriteArrayList<>();
      for (int i = 0; i < 200; i++) {
        ids.add(invoke("good"));
        if (i == 60 || i == 140) {
          server.kill9();
          server = server.restart();
        }
      }
      Map<String, Integer> arrived = new ConcurrentHashMap<>();
      Await.until(
          "all have come",
          () -> {
            for (GetResponse one = channel.basicGet("ends", true);
                one != null;
                one = channel.basicGet("ends", true)) {
              arrived.merge(one.getProps().getMessageId(), 1, Integer::sum);
            }
            return arrived.keySet().containsAll(ids);
          });
      // A send that was cut off is sent again, under the same id.
      assertThat(arrived.keySet()).hasSize(200);
    }
  }

  @Test
  void shouldRefuseSinksThatCannotWork() {
    assertThatThrownBy(() -> client().sinks().create(new SinkSpec("a", "fax", Map.of(), null)))
        .isInstanceOf(SluiceApiException.class)
        .hasMessageContaining("fax");
    assertThatThrownBy(
            () -> client().sinks().create(new SinkSpec("a", "http", Map.of("url", "x"), null)))
        .hasMessageContaining("'url'");
    assertThatThrownBy(
            () ->
                function(
                    "f",
                    "def handler(event, context):\n  return 7\n",
                    new Destination("g", null, "s", null),
                    null))
        .hasMessageContaining("more than one thing");
  }
}
