package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.app.TestServer;
import dev.sluice.app.TestServer.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvokeRoutesTest {
  private static final String ECHO = "/v1/functions/echo/invoke";

  @TempDir static Path data;
  static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start(data, Map.of("SLUICE_INVOCATION_MAX_PAYLOAD", "1KiB"));
    server.create("echo", "main.echo");
    server.create("type", "main.type");
    server.create("log", "main.log");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldAnswerWithTheResultAndItsHeaders() throws Exception {
    Answer answer = server.post(ECHO, "{\"a\": 1}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"a\": 1}");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Sluice-Version")).isEqualTo("latest");
    assertThat(answer.header("Sluice-Start")).isIn("cold", "warm");
    assertThat(Double.parseDouble(answer.header("Sluice-Duration-Ms"))).isPositive();
    Answer again = server.post(ECHO, "2");
    assertThat(again.header("Sluice-Start")).isEqualTo("warm");
    JsonNode record = server.get("/v1/invocations/" + again.header("Sluice-Invocation-Id")).json();
    assertThat(record.path("status").asText()).isEqualTo("succeeded");
    assertThat(record.path("requestBytes").asInt()).isEqualTo(1);
  }

  @Test
  void shouldServeAVersionAndAnAlias() throws Exception {
    server.create("versioned", "main.echo");
    server.post("/v1/functions/versioned/versions", "");
    server.send("PUT", "/v1/functions/versioned/aliases/prod", "{\"weights\":{\"1\":1}}");

    String path = "/v1/functions/versioned/invoke?qualifier=";
    assertThat(server.post(path + "1", "1").header("Sluice-Version")).isEqualTo("1");
    assertThat(server.post(path + "prod", "1").header("Sluice-Version")).isEqualTo("1");
    assertThat(server.post(path + "2", "1").code()).isEqualTo("version-not-found");
    assertThat(server.post(path + "test", "1").code()).isEqualTo("alias-not-found");
    assertThat(server.post("/v1/functions/nobody/invoke", "1").code())
        .isEqualTo("function-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "main.broken, function-load-failed, SyntaxError",
    "main.raise, function-failed, ValueError",
    "main.exit, function-exited, Process.Exited",
    "main.slow, function-timed-out, Function.TimedOut",
    "main.memory, function-out-of-memory, Function.OutOfMemory",
    "main.protocol, function-protocol-broken, Protocol.Broken",
    "main.large, result-too-large, Result.TooLarge"
  })
  void shouldTellWhyAFunctionFailed(String handler, String code, String type) throws Exception {
    String name = handler.replace("main.", "fail-");
    server.create(name, handler);

    Answer answer = server.post("/v1/functions/" + name + "/invoke", "1");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Sluice-Function-Error")).isEqualTo(type);
    assertThat(answer.json().path("error").path("message").asText()).isEqualTo("it went wrong");
    String id = answer.header("Sluice-Invocation-Id");
    assertThat(answer.json().path("invocation").asText()).isEqualTo(id).isNotEmpty();
    assertThat(server.get("/v1/invocations/" + id).json().path("error").path("code").asText())
        .isEqualTo(code);
  }

  @Test
  void shouldTellFaultsOfTheServerWithAnIdThatIsInItsLog() throws Exception {
    server.create("nohost", "main.nohost");
    server.create("bug", "main.bug");

    Answer unavailable = server.post("/v1/functions/nohost/invoke", "1");
    assertThat(unavailable.code()).isEqualTo("sandbox-unavailable");
    assertThat(unavailable.header("Retry-After")).isEqualTo("1");
    Answer bug = server.post("/v1/functions/bug/invoke", "1");
    assertThat(bug.status()).isEqualTo(500);
    assertThat(bug.code()).isEqualTo("internal");
    assertThat(bug.json().path("instance").asText()).hasSize(26);
    assertThat(bug.text()).doesNotContain("a bug of the platform");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":1,}", "1 2", "nope", "\"\u0001\"", " ", "\uFEFF1"})
  void shouldRefuseWhatIsNotJson(String body) throws Exception {
    assertThat(server.post(ECHO, body).code()).isEqualTo("invalid-json");
  }

  @Test
  void shouldNameThePlaceWhereJsonGoesWrong() throws Exception {
    assertThat(server.post(ECHO, "{\"a\":\n  1,,}").json().path("detail").asText())
        .contains("Line 2, column 5");
  }

  @Test
  void shouldRefuseJsonThatIsTooDeep() throws Exception {
    assertThat(server.post(ECHO, "[".repeat(510) + "]".repeat(510)).code())
        .isEqualTo("invalid-json");
    assertThat(server.post(ECHO, "[".repeat(400) + "]".repeat(400)).status()).isEqualTo(200);
  }

  @Test
  void shouldPassOtherContentAsItIs() throws Exception {
    assertThat(invoke(ECHO, BodyPublishers.ofString("{"), "text/plain").text()).isEqualTo("{");
    assertThat(
            invoke("/v1/functions/type/invoke", BodyPublishers.ofString("x"), "image/png").text())
        .isEqualTo("image/png");
    assertThat(invoke(ECHO, BodyPublishers.ofString("x"), "rubbish").code())
        .isEqualTo("invalid-request");
    Answer untyped =
        TestServer.send(
            server.request("/v1/functions/type/invoke").POST(BodyPublishers.ofString("1")).build());
    assertThat(untyped.text()).isEqualTo("application/json");
  }

  @Test
  void shouldRefuseAPayloadAboveTheLimitHoweverItComes() throws Exception {
    byte[] large = new byte[1025];
    assertThat(invoke(ECHO, BodyPublishers.ofByteArray(large), "text/plain").code())
        .isEqualTo("payload-too-large");
    BodyPublisher chunked =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3_000_000]));
    assertThat(invoke(ECHO, chunked, "text/plain").code()).isEqualTo("payload-too-large");
    assertThat(invoke(ECHO, BodyPublishers.ofByteArray(new byte[1024]), "text/plain").status())
        .isEqualTo(200);
  }

  @Test
  void shouldPassAStructuredCloudEvent() throws Exception {
    String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";

    assertThat(invoke(ECHO, BodyPublishers.ofString(event), "application/cloudevents+json").text())
        .isEqualTo(event);
    assertThat(
            invoke(
                    ECHO,
                    BodyPublishers.ofString(event.replace("1.0", "0.3")),
                    "application/cloudevents+json; charset=utf-8")
                .code())
        .isEqualTo("invalid-request");
    assertThat(invoke(ECHO, BodyPublishers.ofString("[]"), "application/cloudevents+json").code())
        .isEqualTo("invalid-request");
  }

  @Test
  void shouldBuildTheJsonEventOfABinaryCloudEvent() throws Exception {
    String[] attributes = {
      "ce-specversion",
      "1.0",
      "ce-id",
      "A-1",
      "ce-source",
      "/s",
      "ce-type",
      "t",
      "ce-subject",
      "caf%C3%A9"
    };

    Answer answer = server.post(ECHO, "{\"n\": [1, 2]}", attributes);
    assertThat(answer.header("Content-Type")).isEqualTo("application/cloudevents+json");
    JsonNode event = answer.json();
    assertThat(event.path("id").asText()).isEqualTo("A-1");
    assertThat(event.path("subject").asText()).isEqualTo("café");
    assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
    assertThat(event.path("data").path("n").path(1).asInt()).isEqualTo(2);
    byte[] bytes = {0, (byte) 0xff};
    Answer binary =
        TestServer.send(
            server
                .request(ECHO)
                .headers(attributes)
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(bytes))
                .build());
    assertThat(binary.json().path("data_base64").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(bytes));
    assertThat(server.post(ECHO, "1", "ce-specversion", "1.0", "ce-id", "1").code())
        .isEqualTo("invalid-request");
    assertThat(server.post(ECHO, "{", attributes).code()).isEqualTo("invalid-json");
  }

  @Test
  void shouldCheckWithoutRunning() throws Exception {
    Answer dry = server.post(ECHO + "?mode=dryrun", "1");

    assertThat(dry.status()).isEqualTo(204);
    assertThat(dry.header("Sluice-Version")).isEqualTo("latest");
    assertThat(dry.header("Sluice-Invocation-Id")).isEmpty();
    assertThat(server.post(ECHO + "?mode=sink", "1").json().path("hint").asText())
        .isEqualTo("Did you mean 'sync'?");
  }

  @Test
  void shouldSayWhichMethodsTheRouteTakes() throws Exception {
    Answer get = server.send("GET", ECHO, "");
    assertThat(get.status()).isEqualTo(405);
    assertThat(get.code()).isEqualTo("method-not-allowed");
    assertThat(get.header("Allow")).isEqualTo("OPTIONS,POST");
    Answer options = server.send("OPTIONS", ECHO, "");
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo("OPTIONS,POST");
  }

  @Test
  void shouldFindTheFunctionHoweverThePathIsWritten() throws Exception {
    assertThat(server.post("/v1/functions/%65cho/invoke", "1").text()).isEqualTo("1");
    assertThat(server.post("/v1/functions//invoke", "1").code()).isEqualTo("invalid-request");
    assertThat(server.post("/v1/functions/echo/invoke/", "1").code()).isEqualTo("route-not-found");
    assertThat(server.post("/v1/functions/echo/more/invoke", "1").code())
        .isEqualTo("route-not-found");
  }

  @Test
  void shouldRefuseAQueryThatCannotBeRead() throws Exception {
    assertThat(server.post(ECHO + "?qualifier=%FF", "1").code()).isEqualTo("invalid-request");
    assertThat(server.post(ECHO + "?qualifier=&qualifier=nothing", "1").text()).isEqualTo("1");
  }

  @Test
  void shouldBringTheEndOfTheLog() throws Exception {
    Answer answer =
        invoke(
            "/v1/functions/log/invoke?log=tail",
            BodyPublishers.ofString("one\ntwo é"),
            "text/plain");

    String tail =
        new String(
            Base64.getDecoder().decode(answer.header("Sluice-Log-Tail")), StandardCharsets.UTF_8);
    assertThat(tail).isEqualTo("one\ntwo é\n");
  }

  @Test
  void shouldReadTheLogByLevelTextAndInvocation() throws Exception {
    server.create("logged", "main.log");
    String path = "/v1/functions/logged/logs";
    String id =
        invoke("/v1/functions/logged/invoke", BodyPublishers.ofString("fine\nbad"), "text/plain")
            .header("Sluice-Invocation-Id");
    invoke("/v1/functions/logged/invoke", BodyPublishers.ofString("other"), "text/plain");

    assertThat(texts(path)).containsExactly("Created.", "fine", "bad", "other");
    assertThat(texts(path + "?level=error")).containsExactly("bad");
    assertThat(texts(path + "?q=FIN")).containsExactly("fine");
    assertThat(texts(path + "?invocation=" + id)).containsExactly("fine", "bad");
    assertThat(texts(path + "?limit=1")).containsExactly("other");
    String first = server.get(path).json().path("items").path(1).path("id").asText();
    assertThat(texts(path + "?since=" + first + "&limit=1")).containsExactly("bad");
    assertThat(texts(path + "?until=2020-01-01T00:00:00Z")).isEmpty();
    assertThat(server.get(path + "?level=loud").code()).isEqualTo("invalid-request");
    assertThat(server.get(path + "?since=yesterday").code()).isEqualTo("invalid-request");
    assertThat(server.get("/v1/functions/nobody/logs").code()).isEqualTo("function-not-found");
  }

  private static java.util.List<String> texts(String path) throws Exception {
    return server.get(path).json().path("items").findValuesAsText("text");
  }

  @Test
  void shouldListInvocationsByFunctionAndStatusInPages() throws Exception {
    server.create("listed", "main.echo");
    for (int i = 0; i < 3; i++) {
      server.post("/v1/functions/listed/invoke", "1");
    }

    Answer page = server.get("/v1/invocations?function=listed&status=succeeded&limit=2");
    assertThat(page.json().path("items")).hasSize(2);
    String next = page.json().path("next").asText();
    assertThat(server.get("/v1/invocations?function=listed&cursor=" + next).json().path("items"))
        .hasSize(1);
    assertThat(server.get("/v1/invocations?function=listed&status=failed").json().path("items"))
        .isEmpty();
    assertThat(server.get("/v1/invocations?status=suceeded").json().path("hint").asText())
        .isEqualTo("Did you mean 'succeeded'?");
    assertThat(server.get("/v1/invocations/nothing").code()).isEqualTo("invocation-not-found");
  }

  private static Answer invoke(String path, BodyPublisher body, String type) throws Exception {
    return TestServer.send(server.request(path).header("Content-Type", type).POST(body).build());
  }
}
