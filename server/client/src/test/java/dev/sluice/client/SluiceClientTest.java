package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.LiveEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SluiceClientTest {
  private static final String PROBLEM =
      "{\"type\":\"urn:sluice:error:function-not-found\",\"title\":\"t\",\"status\":404,"
          + "\"code\":\"function-not-found\",\"culprit\":\"caller\",\"detail\":\"No f.\","
          + "\"hint\":\"List them.\"}";

  private StubServer server;

  @BeforeEach
  void start() throws IOException {
    server = new StubServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldSendTokenRevisionAndEncodedPath() throws Exception {
    server.answer = exchange -> StubServer.reply(exchange, 204, "text/plain", "", Map.of());
    server.client().deleteFunction("a b/c?d", 7L);

    assertThat(server.requests)
        .containsExactly("DELETE /v1/functions/a%20b%2Fc%3Fd Bearer t \"7\"");
  }

  @Test
  void shouldTurnProblemIntoException() {
    server.answer =
        exchange -> StubServer.reply(exchange, 404, "application/problem+json", PROBLEM, Map.of());

    assertThatThrownBy(() -> server.client().function("f"))
        .isInstanceOfSatisfying(
            SluiceApiException.class,
            e -> {
              assertThat(e.is(ErrorCode.FUNCTION_NOT_FOUND)).isTrue();
              assertThat(e.sentence()).isEqualTo("No f. List them.");
            });
  }

  @Test
  void shouldSayWhenSomethingElseThanSluiceAnswers() {
    server.answer = exchange -> StubServer.reply(exchange, 502, "text/html", "<h1>", Map.of());

    assertThatThrownBy(() -> server.client().function("f"))
        .isInstanceOf(SluiceApiException.class)
        .hasMessageContaining("502");
  }

  @Test
  void shouldThrowIoExceptionWhenNobodyListens() {
    server.close();

    assertThatThrownBy(() -> server.client().health()).isInstanceOf(IOException.class);
  }

  @Test
  void shouldGiveFailureOfTheFunctionAsResult() throws Exception {
    server.answer =
        exchange ->
            StubServer.reply(
                exchange,
                502,
                "application/problem+json",
                PROBLEM.replace("function-not-found", "function-failed"),
                Map.of(
                    "Sluice-Function-Error", "ValueError",
                    "Sluice-Invocation-Id", "01a",
                    "Sluice-Version", "2",
                    "Sluice-Start", "cold",
                    "Sluice-Duration-Ms", "1.5"));

    InvokeResult result = server.client().invoke("f", InvokeRequest.json("{}").to("2"));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.cold()).isTrue();
    assertThat(result.version()).isEqualTo("2");
    assertThat(result.durationMs()).isEqualTo(1.5);
    assertThat(server.requests.get(0)).startsWith("POST /v1/functions/f/invoke?qualifier=2 ");
  }

  @Test
  void shouldLeaveOutWhatIsNotGiven() throws Exception {
    AtomicReference<String> body = new AtomicReference<>();
    server.answer =
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          StubServer.reply(exchange, 404, "application/problem+json", PROBLEM, Map.of());
        };

    assertThatThrownBy(
            () ->
                server
                    .client()
                    .updateFunction(
                        "f",
                        new FunctionSpec(null, null, null, null, 256, null, null, null, null),
                        null))
        .isInstanceOf(SluiceApiException.class);
    assertThat(body.get()).isEqualTo("{\"memoryMiB\":256}");
  }

  @Test
  void shouldReadLiveEventsUntilTheServerEndsTheStream() {
    server.answer =
        exchange ->
            StubServer.reply(
                exchange,
                200,
                "text/event-stream",
                """
                : open

                event: functions
                data: {"topic":"functions","action":"created","namespace":"default",
                data: "function":"f"}

                data:{"topic":"functions","action":"deleted","namespace":"d","function":"f"}

                """,
                Map.of());
    List<String> heard = new ArrayList<>();

    assertThatThrownBy(
            () ->
                server.client().stream(
                    Set.of("logs", "functions"),
                    "f",
                    new LiveStream(),
                    () -> heard.add("open"),
                    event -> heard.add(event.action())))
        .isInstanceOf(IOException.class);
    assertThat(heard).containsExactly("open", "created", "deleted");
    assertThat(server.requests.get(0))
        .startsWith("GET /v1/stream?topics=functions%2Clogs&function=f ");
  }

  @Test
  void shouldEndAStreamThatIsClosedFromAnotherThread() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.answer =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(": open\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    LiveStream stream = new LiveStream();
    CountDownLatch opened = new CountDownLatch(1);
    AtomicReference<Exception> failure = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                server.client().stream(
                    Set.of("logs"), null, stream, opened::countDown, this::ignore);
              } catch (IOException | RuntimeException e) {
                failure.set(e);
              }
            },
            "reader");
    reader.start();
    assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();

    stream.close();

    reader.join(10_000);
    assertThat(reader.isAlive()).isFalse();
    assertThat(failure.get()).isNull();
  }

  @Test
  void shouldFindALocalServerOnlyWhileItsProcessLives(@TempDir Path data) throws Exception {
    assertThat(LocalServer.find(data)).isEmpty();
    String json = "{\"url\":\"http://127.0.0.1:1\",\"gateway\":\"x\",\"pid\":%d}";
    Files.writeString(data.resolve("server.json"), json.formatted(ProcessHandle.current().pid()));
    Files.writeString(data.resolve("admin.token"), "secret\n");

    assertThat(LocalServer.find(data))
        .contains(new Connection(URI.create("http://127.0.0.1:1"), "secret", null));

    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.writeString(data.resolve("server.json"), json.formatted(gone.pid()));
    assertThat(LocalServer.find(data)).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoAddressAndHideTheToken() {
    assertThatThrownBy(() -> new Connection(URI.create("localhost:1"), null, null))
        .hasMessageContaining("http://127.0.0.1:8640");
    assertThat(new Connection(URI.create("http://h:1"), "secret", null).toString())
        .doesNotContain("secret");
  }

  private void ignore(LiveEvent event) {
    throw new AssertionError("nothing was sent: " + event);
  }
}
