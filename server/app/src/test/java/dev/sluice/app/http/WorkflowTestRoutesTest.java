package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.app.TestServer;
import dev.sluice.app.TestServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of workflows as they are asked for. */
class WorkflowTestRoutesTest {
  private static final String PATH = "/v1/executions/test";

  /** It has the name of the verb. */
  private static final String TEXT =
      """
      document: {dsl: 1.0.3, namespace: default, name: test, version: 1.0.0}
      do:
        - ask: {call: shop, output: {as: "${ {total: .} }"}}
        - paid: {listen: {to: {one: {with: {type: paid}}}}}
      """;

  @TempDir static Path data;
  static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start(data, Map.of());
    assertThat(server.post("/v1/workflows", TEXT).status()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer test(String body) throws Exception {
    ObjectNode json = (ObjectNode) TestServer.JSON.readTree(body.replace('\'', '"'));
    if (!json.has("workflow") && !json.has("definition")) {
      json.put("definition", TEXT);
    }
    return server.post(PATH, json.toString());
  }

  @Test
  void shouldTestTextThatIsNotDeployed() throws Exception {
    JsonNode is =
        test("{'input': {'n': 1}, 'mocks': {'ask': {'output': 5, 'delay': 'PT2S'}},"
                + " 'events': [{'type': 'paid', 'data': null}]}")
            .json();

    assertThat(is.path("status").asText()).as(is.toString()).isEqualTo("completed");
    assertThat(is.path("output").toString()).isEqualTo("[null]");
    JsonNode step = is.path("steps").path(0);
    assertThat(step.path("task").asText()).isEqualTo("/do/0/ask");
    assertThat(step.path("name").asText()).isEqualTo("ask");
    assertThat(step.path("status").asText()).isEqualTo("completed");
    assertThat(step.path("rawInput").toString()).isEqualTo("{\"n\":1}");
    assertThat(step.path("rawOutput").asInt()).isEqualTo(5);
    assertThat(step.path("output").toString()).isEqualTo("{\"total\":5}");
    assertThat(step.path("call").path("kind").asText()).isEqualTo("function");
    assertThat(is.path("history").path(0).path("happened").asText()).isEqualTo("Started");
    assertThat(is.path("history").path(1).path("reference").asText()).isEqualTo("/do/0/ask");
    assertThat(server.get("/v1/executions").json().path("items")).isEmpty();
  }

  @Test
  void shouldTestWorkflowThatIsDeployedAndLeaveItsNameFree() throws Exception {
    JsonNode is = test("{'workflow': 'test', 'qualifier': '1'}").json();

    assertThat(is.path("status").asText()).isEqualTo("unmocked");
    assertThat(is.path("unmocked").path("task").asText()).isEqualTo("/do/0/ask");
    assertThat(is.path("unmocked").path("request").path("function").asText()).isEqualTo("shop");
    assertThat(is.path("message").asText()).contains("has no mock");
    assertThat(server.get("/v1/workflows/test").status()).isEqualTo(200);
    assertThat(test("{'workflow': 'none'}").code()).isEqualTo("workflow-not-found");
    assertThat(server.post("/v1/executions/test/retry", "{}").code())
        .isEqualTo("execution-not-found");
  }

  @Test
  void shouldTestOneStateAndTellWhatItWaitsFor() throws Exception {
    JsonNode ask =
        test("{'state': 'ask', 'context': {'a': 1}, 'mocks': {'/do/0/ask': [{'output': null}]}}")
            .json();
    JsonNode paid = test("{'state': 'paid', 'events': [{'type': 'other'}]}").json();

    assertThat(ask.path("next").asText()).isEqualTo("paid");
    assertThat(ask.path("output").toString()).isEqualTo("{\"total\":null}");
    assertThat(ask.path("context").toString()).isEqualTo("{\"a\":1}");
    assertThat(paid.path("status").asText()).isEqualTo("waiting");
    assertThat(paid.at("/listeners/0/types/0").asText()).isEqualTo("paid");
    assertThat(paid.at("/listeners/0/misses/0/why").asText()).contains("type was");
  }

  @Test
  void shouldRefuseWhatIsWrong() throws Exception {
    refused("{'workflow': 'test', 'definition': 'x'}", "either a definition or a workflow");
    refused("{'qualifier': '1'}", "qualifier goes with a workflow");
    refused("{'context': {}}", "context goes with a state");
    refused("{'state': 'nothing'}", "no task nothing");
    refused("{'mocks': {'ask': {}}}", "neither an output nor an error");
    refused("{'mocks': {'ask': {'output': 1, 'error': {}}}}", "or both");
    refused("{'mocks': {'ask': {'error': 503}}}", "an error that is no object");
    refused("{'mocks': {'ask': {'output': 1, 'dely': 'PT1S'}}}", "unknown field 'dely'");
    refused("{'mocks': {'ask': {'output': 1, 'delay': 'soon'}}}", "no duration");
    refused("{'mocks': {'ask': []}}", "is empty");
    refused("{'mocks': {'paid': {'output': 1}}}", "calls nothing");
    assertThat(test("{'events': [{}]}").code()).isEqualTo("invalid-request");
    assertThat(test("{'definition': 'do: ['}").code()).isEqualTo("invalid-workflow");
  }

  private static void refused(String body, String why) throws Exception {
    Answer answer = test(body);
    assertThat(answer.code()).as(body).isEqualTo("invalid-request");
    assertThat(answer.text()).contains(why);
  }
}
