package dev.sluice.e2e.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused, and what stays whole then. */
class RequestRefusalTest extends SharedServerTest {

  @Test
  void shouldRefuseSecondFunctionWithSameName() throws Exception {
    String name = name("clash");
    FunctionInfo first = create(Sources.python(name, Sources.PYTHON_ECHO));
    Refused.with(
        ErrorCode.FUNCTION_EXISTS, () -> create(Sources.node(name, "exports.handler = () => 0;")));
    assertThat(client.function(name)).isEqualTo(first);
    assertThat(call(name, "4")).isEqualTo("4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1st",
        "-a",
        "_a",
        "a b",
        "a/b",
        "a.b",
        "../a",
        "ä",
        "a\n",
        "",
        "a123456789012345678901234567890123456789012345678901234567890123"
      })
  void shouldRefuseBadName(String bad) {
    Refused.with(ErrorCode.INVALID_NAME, () -> create(Sources.python(bad, Sources.PYTHON_ECHO)));
  }

  @Test
  void shouldTakeTheLongestName() throws Exception {
    String start = name("n");
    String name = start + "x".repeat(63 - start.length());
    create(Sources.python(name, Sources.PYTHON_ECHO));
    assertThat(call(name, "1")).isEqualTo("1");
    client.deleteFunction(name, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"python2", "cobol", "PYTHON3", ""})
  void shouldRefuseUnknownRuntime(String runtime) {
    String name = name("runtime");
    Refused.with(
        ErrorCode.UNKNOWN_RUNTIME,
        () -> create(Sources.spec(name, runtime, CodeSource.ofInline(Sources.PYTHON_ECHO))));
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.function(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldRefuseMissingHandler(String runtime) {
    String name = name("no-handler");
    FunctionSpec spec = Sources.either(name, runtime, Sources.PYTHON_ECHO, Sources.NODE_ECHO);
    Refused.with(ErrorCode.MISSING_HANDLER, () -> create(Sources.handler(spec, null)));
    Refused.with(ErrorCode.MISSING_HANDLER, () -> create(Sources.handler(spec, " ")));
    for (String bad :
        new String[] {"main", "main.", ".handler", "../main.handler", "/etc.passwd"}) {
      Refused.with(ErrorCode.INVALID_HANDLER, () -> create(Sources.handler(spec, bad)));
    }
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.function(name));
  }

  @Test
  void shouldRefuseMissingCode() throws Exception {
    String name = name("no-code");
    Refused.with(ErrorCode.MISSING_CODE, () -> create(Sources.spec(name, Sources.PYTHON, null)));
    Refused.with(ErrorCode.MISSING_CODE, () -> create(Sources.python(name, "  \n")));
    Refused.with(
        ErrorCode.MISSING_CODE,
        () -> create(Sources.spec(name, Sources.PYTHON, new CodeSource("x = 1", new byte[] {1}))));
    http.post(
            "/v1/functions",
            "{\"name\":\"" + name + "\",\"runtime\":\"python3\",\"handler\":\"m.h\",\"code\":{}}")
        .assertProblem(ErrorCode.MISSING_CODE);
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.function(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "nothing", "{\"name\":}", "{\"name\":\"a\"} x", "\u0000"})
  void shouldRefuseInvalidJson(String body) throws Exception {
    http.send(
            "POST",
            "/v1/functions",
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8))
        .assertProblem(ErrorCode.INVALID_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "\"text\"", "{\"name\":[]}", "{\"memoryMiB\":\"much\"}", "{\"labels\":7}"})
  void shouldRefuseJsonOfAnotherShape(String body) throws Exception {
    Http.Answer answer = http.post("/v1/functions", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isIn("invalid-json", "invalid-request");
  }

  @Test
  void shouldRefuseFieldsThatItDoesNotKnowAndNameThem() throws Exception {
    Http.Answer answer = http.post("/v1/functions", "{\"name\":\"a\",\"memroyMiB\":128}");
    answer.assertProblem(ErrorCode.INVALID_REQUEST);
    assertThat(answer.text()).contains("memroyMiB");
  }

  @ParameterizedTest
  @CsvSource({"memoryMiB,63", "memoryMiB,8193", "timeoutSeconds,0", "timeoutSeconds,901"})
  void shouldRefuseLimitsOutOfRange(String field, String value) throws Exception {
    String name = name("limits");
    http.post(
            "/v1/functions",
            "{\"name\":\""
                + name
                + "\",\"runtime\":\"python3\",\"handler\":\"main.handler\","
                + "\"code\":{\"inline\":\"x = 1\"},\""
                + field
                + "\":"
                + value
                + "}")
        .assertProblem(ErrorCode.INVALID_REQUEST);
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.function(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"1\":0.5}", "{\"1\":0.6,\"2\":0.6}", "{\"1\":1.5,\"2\":-0.5}", "{\"1\":1,\"2\":0}",
        "{\"one\":1}", "{}", "{\"0\":1}", "{\"-1\":1}"
      })
  void shouldRefuseWeightsThatDoNotSumToOne(String weights) throws Exception {
    String name = name("weights");
    aliased(name);
    http.put("/v1/functions/" + name + "/aliases/live", "{\"weights\":" + weights + "}")
        .assertProblem(ErrorCode.INVALID_WEIGHTS);
    assertThat(client.versions().alias(name, "live").weights()).isEqualTo(Map.of("1", 1.0));
    assertThat(call(name, "live", "8")).isEqualTo("8");
  }

  @Test
  void shouldRefuseWeightsThatNameAMissingVersion() throws Exception {
    String name = name("weights-missing");
    aliased(name);
    Map<String, Double> weights = new HashMap<>(Map.of("1", 0.5, "9", 0.5));
    assertThat(
            Refused.with(
                    ErrorCode.INVALID_WEIGHTS,
                    () ->
                        client
                            .versions()
                            .setAlias(name, "live", new AliasSpec(weights, null), null))
                .detail())
        .contains("9");
    assertThat(client.versions().alias(name, "live").weights()).isEqualTo(Map.of("1", 1.0));
    Refused.with(
        ErrorCode.INVALID_WEIGHTS,
        () -> client.versions().setAlias(name, "new", new AliasSpec(weights, null), null));
    Refused.with(ErrorCode.ALIAS_NOT_FOUND, () -> client.versions().alias(name, "new"));
  }

  @Test
  void shouldRefuseStaleIfMatch() throws Exception {
    String name = name("stale");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    FunctionInfo second = client.updateFunction(name, Sources.onlyDescription("second"), 1L);
    assertThat(second.revision()).isEqualTo(2);
    Refused.with(
        ErrorCode.PRECONDITION_FAILED,
        () -> client.updateFunction(name, Sources.onlyDescription("third"), 1L));
    Refused.with(
        ErrorCode.PRECONDITION_FAILED,
        () -> client.replaceFunction(name, Sources.python(null, "x = 1"), 1L));
    Refused.with(
        ErrorCode.PRECONDITION_FAILED,
        () -> client.putCode(name, CodeSource.ofInline("x = 1"), 1L));
    Refused.with(ErrorCode.PRECONDITION_FAILED, () -> client.versions().publish(name, null, 1L));
    Refused.with(ErrorCode.PRECONDITION_FAILED, () -> client.deleteFunction(name, 1L));
    assertThat(client.function(name)).isEqualTo(second);
    assertThat(client.versions().list(name, 10, null).items()).isEmpty();
    assertThat(client.versions().publish(name, null, 2L).version()).isEqualTo(1);
  }

  @Test
  void shouldRefuseStaleIfMatchOfAnAlias() throws Exception {
    String name = name("stale-alias");
    aliased(name);
    AliasSpec spec = new AliasSpec(Map.of("1", 1.0), "changed");
    client.versions().setAlias(name, "live", spec, 1L);
    Refused.with(
        ErrorCode.PRECONDITION_FAILED, () -> client.versions().setAlias(name, "live", spec, 1L));
    Refused.with(
        ErrorCode.PRECONDITION_FAILED, () -> client.versions().deleteAlias(name, "live", 1L));
    Refused.with(
        ErrorCode.PRECONDITION_FAILED, () -> client.versions().setAlias(name, "new", spec, 1L));
    assertThat(client.versions().alias(name, "live").revision()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAnIfMatchThatIsNoRevision() throws Exception {
    String name = name("if-match");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    Http.Answer answer =
        http.send(
            "PATCH",
            "/v1/functions/" + name,
            Map.of("Content-Type", "application/json", "If-Match", "\"abc\""),
            "{\"description\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isIn(400, 412);
    assertThat(client.function(name).revision()).isEqualTo(1);
    Http.Answer any =
        http.send(
            "PATCH",
            "/v1/functions/" + name,
            Map.of("Content-Type", "application/json", "If-Match", "*"),
            "{\"description\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(any.status()).as(any.text()).isEqualTo(200);
  }

  @Test
  void shouldAnswerWithProblemsOffTheBeatenTrack() throws Exception {
    String name = name("off");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    http.get("/v1/nothing").assertProblem(ErrorCode.ROUTE_NOT_FOUND);
    http.get("/").assertProblem(ErrorCode.ROUTE_NOT_FOUND);
    http.get("/v1/functions/none").assertProblem(ErrorCode.FUNCTION_NOT_FOUND);
    http.get("/v1/functions/" + name + "/versions/7").assertProblem(ErrorCode.VERSION_NOT_FOUND);
    http.get("/v1/functions/" + name + "/aliases/no").assertProblem(ErrorCode.ALIAS_NOT_FOUND);
    http.get("/v1/invocations/none").assertProblem(ErrorCode.INVOCATION_NOT_FOUND);
    http.send("DELETE", "/v1/functions", Map.of(), new byte[0])
        .assertProblem(ErrorCode.METHOD_NOT_ALLOWED);
    http.send("POST", "/v1/functions", Map.of("Content-Type", "text/plain"), new byte[] {'x'})
        .assertProblem(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    http.post("/v1/functions/" + name + "/invoke?mode=sideways", "{}")
        .assertProblem(ErrorCode.INVALID_REQUEST);
    http.post("/v1/functions/nobody/invoke?mode=async", "{}")
        .assertProblem(ErrorCode.FUNCTION_NOT_FOUND);
    http.post("/v1/functions/" + name + "/invoke?mode=async", "{")
        .assertProblem(ErrorCode.INVALID_JSON);
    for (String query : new String[] {"limit=0", "limit=x", "limit=-1"}) {
      Http.Answer answer = http.get("/v1/functions?" + query);
      assertThat(answer.status()).as(query + ": " + answer.text()).isEqualTo(400);
    }
    http.post("/v1/functions/" + name + "/invoke", "{not json")
        .assertProblem(ErrorCode.INVALID_JSON);
    assertThat(Json.read(call(name, "{\"ok\":1}")).get("ok").asInt()).isEqualTo(1);
  }

  private void aliased(String name) throws Exception {
    create(Sources.python(name, Sources.PYTHON_ECHO));
    client.versions().publish(name, null, null);
    client.versions().publish(name, null, null);
    client.versions().setAlias(name, "live", new AliasSpec(Map.of("1", 1.0), null), null);
  }
}
