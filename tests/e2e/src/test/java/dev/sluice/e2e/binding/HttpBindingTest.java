package dev.sluice.e2e.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.Problem;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that are bound to addresses of the web. */
class HttpBindingTest extends SharedServerTest {
  private CountingServer web;

  @BeforeEach
  void startWeb() throws Exception {
    web = new CountingServer();
  }

  @AfterEach
  void stopWeb() throws Exception {
    web.close();
  }

  private Problem failing(String function, String event) throws Exception {
    InvokeResult result = client.invoke(function, InvokeRequest.json(event));
    assertThat(result.problem()).as(result.text()).isNotNull();
    return result.problem();
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "nodejs", "java"})
  void shouldReadBeforeAndWriteAfterInEveryLanguage(String language) throws Exception {
    String function = name("web");
    create(
        Bound.passing(
            function,
            language,
            true,
            Bound.in("in_", "http", Map.of("url", web.url() + "/users/{event.data.user}")),
            Bound.out("copy", "http", Map.of("url", web.url() + "/copies", "method", "PUT"))));
    String answer = call(function, "{\"user\":\"a b/c\"}");
    assertThat(Json.read(answer).path("status").asInt()).isEqualTo(200);
    assertThat(Json.read(answer).at("/body/name").asText()).isEqualTo("Ada");
    assertThat(Json.read(answer).at("/headers/content-type").asText())
        .isEqualTo("application/json");
    assertThat(web.requests.get(0)).startsWith("GET /users/a%20b%2Fc HTTP/1.1");
    assertThat(web.requests.get(1)).startsWith("PUT /copies HTTP/1.1").contains("\"Ada\"");
  }

  @Test
  void shouldOpenNoConnectionForTheSecondUseEvenOfAnotherFunction() throws Exception {
    String first = name("web");
    String second = name("web");
    for (String function : List.of(first, second)) {
      create(
          Bound.python(
              function,
              "return context.bindings.page['body']['name']",
              Bound.in("page", "http", Map.of("url", web.url() + "/{event.id}"))));
    }
    call(first, "{}");
    assertThat(web.connections).hasValue(1);
    call(first, "{}");
    call(second, "{}");
    assertThat(web.requests).hasSize(3);
    assertThat(web.connections).hasValue(1);
  }

  @Test
  void shouldKeepTheTokenFromTheFunctionAndTakeANewOneOnceItIsThere() throws Exception {
    String function = name("web");
    client.namespaces().setSecret("web-token", "first-token");
    create(
        Bound.python(
            function,
            "import os\nreturn repr(context.bindings) + repr(os.environ) + repr(vars(context))",
            Bound.in(
                "page",
                "http",
                Map.of("url", web.url() + "/", "token", Bound.secret("web-token")))));
    assertThat(call(function, "{}")).contains("Ada").doesNotContain("first-token");
    assertThat(web.requests.get(0)).contains("Authorization: Bearer first-token");
    client.namespaces().setSecret("web-token", "second-token");
    call(function, "{}");
    assertThat(web.requests.get(1)).contains("Authorization: Bearer second-token");
    FunctionInfo shown = client.function(function);
    assertThat(shown.bindings().get(0).options())
        .containsEntry("token", Map.of("secret", "web-token"));
    assertThat(shown.toString()).doesNotContain("second-token");
    client.deleteFunction(function, null);
    client.namespaces().deleteSecret("web-token");
  }

  @Test
  void shouldFailTheInvocationWhenTheEventLacksWhatTheBindingNeeds() throws Exception {
    String function = name("web");
    create(
        Bound.python(
            function,
            "return 1",
            Bound.in("page", "http", Map.of("url", web.url() + "/{event.data.user.name}"))));
    Problem problem = failing(function, "{\"user\":{}}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_VALUE_MISSING.code());
    assertThat(problem.detail()).contains("'page'").contains("{event.data.user.name}");
    assertThat(web.connections).hasValue(0);
  }

  @Test
  void shouldFailTheInvocationWhenWhatItSetIsNotTaken() throws Exception {
    String function = name("web");
    create(
        Bound.python(
            function,
            "context.bindings['copy'] = 'text'\nreturn 'done'",
            Bound.out("copy", "http", Map.of("url", web.url() + "/"))));
    web.status = 500;
    Problem problem = failing(function, "{}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("'copy'").contains("written").contains("status 500");
    assertThat(web.requests.get(0)).contains("text/plain").endsWith("text");
    web.status = 204;
    web.body = "";
    assertThat(call(function, "{}")).isEqualTo("\"done\"");
  }

  @Test
  void shouldWriteNothingWhenTheFunctionFailsOrSetsNothing() throws Exception {
    String function = name("web");
    create(
        Bound.python(
            function,
            "if event: context.bindings.copy = 1\nreturn 1 / len(event)",
            Bound.out("copy", "http", Map.of("url", web.url() + "/"))));
    assertThat(failing(function, "[]").code()).isEqualTo(ErrorCode.FUNCTION_FAILED.code());
    assertThat(web.connections).hasValue(0);
    call(function, "[1]");
    assertThat(web.requests).hasSize(1);
  }

  @Test
  void shouldFailWhenTheFunctionSetsWhatIsNoBinding() throws Exception {
    String function = name("web");
    create(
        Bound.python(
            function,
            "context.bindings.other = 1",
            Bound.out("copy", "http", Map.of("url", web.url() + "/"))));
    Problem problem = failing(function, "{}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("'other'");
  }

  @Test
  void shouldSayWhenNothingAnswers() throws Exception {
    String function = name("web");
    create(
        Bound.python(
            function, "return 1", Bound.in("page", "http", Map.of("url", web.url() + "/"))));
    web.close();
    Problem problem = failing(function, "{}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("'page'").contains("Nothing answers at");
  }

  @Test
  void shouldCountTheTimeOfBindingsWithinTheTimeoutOfTheFunction() throws Exception {
    String function = name("web");
    create(
        Sources.timeout(Sources.python(function, "def handler(event, context): return 1\n"), 0.5)
            .withBindings(List.of(Bound.in("page", "http", Map.of("url", web.url() + "/")))));
    web.silent = true;
    InvokeResult result = client.invoke(function, InvokeRequest.json("{}"));
    InvocationInfo record = client.invocation(result.invocation());
    assertThat(record.status()).isEqualTo("timed-out");
    assertThat(record.error().message()).contains("bindings").contains("0.5 s");
    assertThat(record.phases().bindings()).isBetween(400.0, 5_000.0);
  }

  @Test
  void shouldShowTheTimeOfBindingsAsAPhaseOfItsOwn() throws Exception {
    String bound = name("web");
    String free = name("web");
    create(
        Bound.python(bound, "return 1", Bound.in("page", "http", Map.of("url", web.url() + "/"))));
    create(Sources.python(free, "def handler(event, context): return context.bindings is None\n"));
    InvokeResult with = client.invoke(bound, InvokeRequest.json("{}"));
    InvokeResult without = client.invoke(free, InvokeRequest.json("{}"));
    assertThat(client.invocation(with.invocation()).phases().bindings()).isPositive();
    assertThat(client.invocation(without.invocation()).phases().bindings()).isNull();
    assertThat(without.text()).isEqualTo("true");
  }

  @Test
  void shouldRefuseToReadMoreThanAnInvocationMayHave() throws Exception {
    String function = name("web");
    create(
        Bound.python(
            function, "return 1", Bound.in("page", "http", Map.of("url", web.url() + "/"))));
    web.type = "text/plain";
    web.body = "x".repeat(7 << 20);
    Problem problem = failing(function, "{}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_TOO_LARGE.code());
    assertThat(problem.detail()).contains("'page'");
  }

  @Test
  void shouldLetNoExpressionLeadToAnotherFolder() throws Exception {
    String function = name("web");
    create(
        Bound.python(
            function,
            "return 1",
            Bound.in("page", "http", Map.of("url", web.url() + "/users/{event.data}/page"))));
    Problem problem = failing(function, "\"..\"");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(web.connections).hasValue(0);
  }

  @Test
  void shouldServeAProgramByTheRuntimeApi() throws Exception {
    String function = name("web");
    String program =
        """
        #!/usr/bin/python3
        import json, os, urllib.request
        api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
        while True:
            call = urllib.request.urlopen(api + "next")
            mine = api + call.headers["Lambda-Runtime-Aws-Request-Id"]
            read = json.load(urllib.request.urlopen(mine + "/bindings"))
            written = json.dumps({"copy": read["page"]["body"]["name"]}).encode()
            urllib.request.urlopen(mine + "/bindings", written)
            urllib.request.urlopen(mine + "/response", json.dumps(read["page"]["status"]).encode())
        """;
    create(
        Sources.spec(function, "provided", CodeSource.ofInline(program))
            .withBindings(
                List.of(
                    Bound.in("page", "http", Map.of("url", web.url() + "/page")),
                    Bound.out("copy", "http", Map.of("url", web.url() + "/copy")))));
    assertThat(call(function, "{}")).isEqualTo("200");
    assertThat(web.requests.get(1)).startsWith("POST /copy ").endsWith("Ada");
  }

  @Test
  void shouldKeepTheBindingsOfAPublishedVersion() throws Exception {
    String function = name("web");
    create(
        Bound.python(
            function,
            "return context.bindings.page['body']",
            Bound.in("page", "http", Map.of("url", web.url() + "/old"))));
    client.versions().publish(function, null, null);
    client.updateFunction(
        function,
        Sources.onlyDescription(null)
            .withBindings(List.of(Bound.in("page", "http", Map.of("url", web.url() + "/new")))),
        null);
    call(function, "1", "{}");
    call(function, "latest", "{}");
    client.updateFunction(function, Sources.onlyDescription("same bindings"), null);
    call(function, "latest", "{}");
    assertThat(web.requests.get(0)).startsWith("GET /old ");
    assertThat(web.requests.get(1)).startsWith("GET /new ");
    assertThat(web.requests.get(2)).startsWith("GET /new ");
    assertThat(client.versions().get(function, 1).bindings().get(0).options())
        .containsEntry("url", web.url() + "/old");
  }
}
