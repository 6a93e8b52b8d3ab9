package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.TestServer;
import dev.sluice.app.TestServer.Answer;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsTest {
  @TempDir static Path data;
  static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldTellItsHealthToEverybody() throws Exception {
    Answer health = TestServer.send(open("/healthz").build());

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().path("status").asText()).isEqualTo("degraded");
    assertThat(health.json().path("isolation").asText()).isEqualTo("process");
    assertThat(health.json().path("runtimes").path(0).asText()).isEqualTo("python3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/readyz", "/v1/functions", "/v1/openapi.json", "/v1/stream", "/", "/healthz/x"})
  void shouldAskForATokenEverywhereElse(String path) throws Exception {
    Answer none = TestServer.send(open(path).build());
    assertThat(none.code()).isEqualTo("unauthenticated");
    assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
    Answer wrong = TestServer.send(open(path).header("Authorization", "Bearer x").build());
    assertThat(wrong.status()).isEqualTo(401);
  }

  @Test
  void shouldBeReadyAndDescribeItself() throws Exception {
    assertThat(server.get("/readyz").status()).isEqualTo(200);
    assertThat(server.get("/v1/openapi.json").json().path("openapi").asText()).startsWith("3.");
  }

  @Test
  void shouldRouteNothingAtTheGateway() throws Exception {
    Answer answer =
        TestServer.send(HttpRequest.newBuilder(URI.create(server.gateway() + "/healthz")).build());

    assertThat(answer.code()).isEqualTo("route-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/nothing, route-not-found",
    "GET, /, route-not-found",
    "DELETE, /v1/functions, method-not-allowed",
    "GET, /v1/functions/x/invoke, method-not-allowed"
  })
  void shouldRefuseWhatIsNotServed(String method, String path, String code) throws Exception {
    assertThat(server.send(method, path, "").code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | invalid-json | empty",
        "'null' | invalid-request | null",
        "'[]' | invalid-request | JSON object",
        "'{\"name\":\"a\"' | invalid-json | Line 1",
        "'{\"name\":\"a\",\"name\":\"b\"}' | invalid-json | Line 1",
        "'{} {}' | invalid-json | more",
        "'{\"memory\":5}' | invalid-request | 'memory'",
        "'{\"code\":{\"inlin\":\"\"}}' | invalid-request | 'code.inlin'",
        "'{\"memoryMiB\":\"128\"}' | invalid-request | whole number",
        "'{\"memoryMiB\":1.5}' | invalid-request | whole number",
        "'{\"name\":{}}' | invalid-request | 'name'",
        "'{\"name\":\"a b\"}' | invalid-name | a b",
        "'{\"name\":\"a\",\"runtime\":\"cobol\"}' | unknown-runtime | cobol",
        "'{\"name\":\"a\",\"runtime\":\"python3\"}' | missing-handler | handler",
        "'{\"name\":\"a\",\"runtime\":\"python3\",\"handler\":\"x\"}' | invalid-handler | 'x'",
        "'{\"name\":\"a\",\"runtime\":\"python3\",\"handler\":\"x.y\"}' | missing-code | code"
      })
  void shouldSayWhatIsWrongWithABody(String body, String code, String detail) throws Exception {
    Answer answer = server.post("/v1/functions", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("detail").asText()).contains(detail);
  }

  @Test
  void shouldTakeOnlyJsonForADefinition() throws Exception {
    Answer answer =
        TestServer.send(
            server
                .request("/v1/functions")
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<a/>"))
                .build());
    assertThat(answer.code()).isEqualTo("unsupported-media-type");
    assertThat(server.get("/v1/functions", "Accept", "text/html").code())
        .isEqualTo("not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /v1/functions/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /v1/functions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n"
      })
  void shouldServeOnAfterWhatIsNoHttp(String bytes) throws Exception {
    assertThat(raw(bytes))
        .matches("(?s)HTTP/1.1 (4..|505) .*application/problem\\+json.*invalid-request.*");
    assertThat(TestServer.send(open("/healthz").build()).status()).isEqualTo(200);
  }

  @Test
  void shouldRefuseHeadersWithoutEnd() throws Exception {
    String answer =
        raw("GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").contains("invalid-request");
  }

  private static String raw(String request) throws Exception {
    URI url = server.url();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpRequest.Builder open(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }
}
