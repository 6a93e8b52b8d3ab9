package dev.sluice.e2e.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.KeySpec;
import dev.sluice.api.SourceInfo;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Paths of the gateway lead to functions. */
class RouteTest extends SourcesTest {
  private static final String ANSWERS =
      """
      import json
      def handler(event, context):
          if event['httpmethod'] == 'DELETE':
              return {'statusCode': 204}
          return {'statusCode': 201, 'headers': {'Content-Type': 'text/html', 'X-Mine': 'yes',
                  'Content-Length': '3'}, 'body': '<p>größe</p>'}
      """;

  private SourceInfo route(String name, Map<String, Object> options) throws Exception {
    return source(name, "http", options);
  }

  private Http.Answer send(String method, String path, @Nullable String body, String... headers)
      throws Exception {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return gateway.send(
        method, path, map, body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldAnswerWithWhatTheFunctionSays() throws Exception {
    String name = name("route");
    SourceInfo made = route(name, Map.of("path", "/" + name + "/{id}", "access", "open"));
    functionFor(name, Sources.PYTHON_ECHO);
    assertThat(made.address()).isEqualTo("/" + name + "/{id}");

    Http.Answer answer =
        send(
            "POST",
            "/" + name + "/gr%C3%B6?a=b&c",
            "{\"n\":7}",
            "Content-Type",
            "application/json",
            "X-Tenant",
            "t1");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode event = answer.json();
    assertThat(event.get("type").asText()).isEqualTo("dev.sluice.http.request");
    assertThat(event.get("source").asText()).isEqualTo("/http/" + name);
    assertThat(event.get("data").get("n").asInt()).isEqualTo(7);
    assertThat(event.get("httpmethod").asText()).isEqualTo("POST");
    assertThat(event.get("httpquery").asText()).isEqualTo("a=b&c");
    assertThat(event.get("httproute").asText()).isEqualTo("/" + name + "/{id}");
    assertThat(Json.read(event.get("httpparameters").asText()))
        .isEqualTo(Json.read("{\"id\":\"grö\"}"));
    assertThat(Json.read(event.get("httpheaders").asText()).get("x-tenant").asText())
        .isEqualTo("t1");
    assertThat(answer.header("Sluice-Invocation-Id")).isNotEmpty();
    assertThat(client.sources().get(name).events()).isEqualTo(1);
  }

  @Test
  void shouldLetFunctionsSayTheWholeAnswer() throws Exception {
    String name = name("route");
    route(name, Map.of("path", "/" + name, "access", "open", "answer", "http"));
    functionFor(name, ANSWERS);

    Http.Answer made = send("PUT", "/" + name, "x");
    Http.Answer gone = send("DELETE", "/" + name, null);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Content-Type")).isEqualTo("text/html");
    assertThat(made.header("X-Mine")).isEqualTo("yes");
    assertThat(made.text()).isEqualTo("<p>größe</p>");
    assertThat(gone.status()).isEqualTo(204);
    assertThat(gone.body()).isEmpty();
  }

  @Test
  void shouldRefuseFunctionsThatSayNoAnswer() throws Exception {
    String name = name("route");
    route(name, Map.of("path", "/" + name, "access", "open", "answer", "http"));
    functionFor(name, Sources.PYTHON_ECHO);

    send("POST", "/" + name, "x").assertProblem(ErrorCode.FUNCTION_PROTOCOL_BROKEN);
  }

  @Test
  void shouldGiveAReceiptWhereNobodyWaits() throws Exception {
    String name = name("route");
    route(name, Map.of("path", "/" + name, "access", "open", "mode", "async"));
    functionFor(name, Sources.PYTHON_ECHO);
    functionFor(name, Sources.PYTHON_ECHO);

    Http.Answer answer = send("POST", "/" + name, "hello", "Content-Type", "text/plain");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("invocations")).hasSize(2);
    String id = answer.json().get("invocations").get(0).asText();
    InvocationInfo done =
        Await.value(
            "it has run", () -> client.invocation(id), one -> one.status().equals("succeeded"));
    JsonNode event =
        Json.read(new String(client.queue().result(done.id()), StandardCharsets.UTF_8));
    assertThat(event.get("data").asText()).isEqualTo("hello");
  }

  @Test
  void shouldWantATokenOfTheNamespaceUnlessItIsOpen() throws Exception {
    String name = name("route");
    route(name, Map.of("path", "/" + name));
    functionFor(name, Sources.PYTHON_ECHO);
    String invoker =
        client.namespaces().createKey(new KeySpec(name, List.of("invoke"), null)).token();
    String reader =
        client.namespaces().createKey(new KeySpec(name + "r", List.of("read"), null)).token();

    send("POST", "/" + name, "{}").assertProblem(ErrorCode.UNAUTHENTICATED);
    send("POST", "/" + name, "{}", "Authorization", "Bearer guess")
        .assertProblem(ErrorCode.UNAUTHENTICATED);
    send("POST", "/" + name, "{}", "Authorization", "Bearer " + reader)
        .assertProblem(ErrorCode.FORBIDDEN);
    Http.Answer bearer = send("POST", "/" + name, "{}", "Authorization", "Bearer " + invoker);
    Http.Answer key = send("POST", "/" + name, "{}", "X-Api-Key", invoker);

    assertThat(bearer.status()).isEqualTo(200);
    assertThat(bearer.text()).doesNotContain(invoker);
    assertThat(key.status()).isEqualTo(200);
    assertThat(key.text()).doesNotContain(invoker);
    client.namespaces().deleteKey(name);
    client.namespaces().deleteKey(name + "r");
  }

  @Test
  void shouldTellPathsMethodsAndRoutesWithoutAFunctionApart() throws Exception {
    String name = name("route");
    route(name, Map.of("path", "/" + name, "methods", List.of("GET", "PUT"), "access", "open"));

    send("GET", "/" + name + "/x", null).assertProblem(ErrorCode.ROUTE_NOT_FOUND);
    assertThat(send("POST", "/" + name, "x").assertProblem(ErrorCode.METHOD_NOT_ALLOWED).text())
        .contains("GET, PUT");
    send("GET", "/" + name, null).assertProblem(ErrorCode.ROUTE_UNUSED);
    functionFor(name, Sources.PYTHON_ECHO);
    assertThat(send("GET", "/" + name, null).status()).isEqualTo(200);
    functionFor(name, Sources.PYTHON_ECHO);
    send("GET", "/" + name, null).assertProblem(ErrorCode.ROUTE_AMBIGUOUS);
    client.sources().pause(name, true);
    send("GET", "/" + name, null).assertProblem(ErrorCode.ROUTE_NOT_FOUND);
  }

  @Test
  void shouldBoundBodiesAndRates() throws Exception {
    String name = name("route");
    route(
        name,
        Map.of("path", "/" + name, "access", "open", "max-bytes", 10, "rate", 2, "mode", "async"));

    send("POST", "/" + name, "12345678901").assertProblem(ErrorCode.PAYLOAD_TOO_LARGE);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      statuses.add(send("POST", "/" + name, "1234567890").status());
    }

    assertThat(statuses).contains(202, 429);
    assertThat(client.sources().get(name).refused()).isPositive();
  }

  @Test
  void shouldTellBrowsersWhichPagesMayAsk() throws Exception {
    String name = name("route");
    route(
        name,
        Map.of(
            "path",
            "/" + name,
            "access",
            "open",
            "methods",
            List.of("POST"),
            "mode",
            "async",
            "cors-origins",
            List.of("https://a.example"),
            "cors-credentials",
            true));

    Http.Answer asked =
        send(
            "OPTIONS",
            "/" + name,
            null,
            "Origin",
            "https://a.example",
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "x-tenant");
    Http.Answer other =
        send(
            "OPTIONS",
            "/" + name,
            null,
            "Origin",
            "https://b.example",
            "Access-Control-Request-Method",
            "POST");
    Http.Answer sent = send("POST", "/" + name, "x", "Origin", "https://a.example");

    assertThat(asked.status()).isEqualTo(204);
    assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
    assertThat(asked.header("Access-Control-Allow-Methods")).isEqualTo("POST");
    assertThat(asked.header("Access-Control-Allow-Headers")).isEqualTo("x-tenant");
    assertThat(asked.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(sent.status()).isEqualTo(202);
    assertThat(sent.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
    assertThat(sent.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void shouldRefuseRoutesThatCannotBe() throws Exception {
    String name = name("route");
    route(name, Map.of("path", "/" + name + "/{id}", "access", "open"));
    for (String path : List.of("orders", "/a//b", "/hooks/default/x", "/" + name + "/{other}")) {
      http.post(
              "/v1/sources",
              "{\"name\":\"r\",\"kind\":\"http\",\"options\":{\"path\":\"" + path + "\"}}")
          .assertProblem(ErrorCode.INVALID_SOURCE);
    }
  }
}
