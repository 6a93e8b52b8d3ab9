package dev.sluice.e2e.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LogLine;
import dev.sluice.api.LogOwner;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the platform says of workflows and sources stands in logs beside those of functions. */
class PlatformLogTest extends SharedServerTest {
  private static final String DOCUMENT =
      "document: {dsl: 1.0.0, namespace: default, name: %s, version: 1.0.0}\ndo:\n%s";

  private final Cli cli = new Cli(client.connection());

  private void deploy(String name, String tasks) throws Exception {
    client
        .workflows()
        .deploy(null, DOCUMENT.formatted(name, tasks).getBytes(StandardCharsets.UTF_8));
  }

  private List<LogLine> lines(LogOwner owner) throws Exception {
    return client.logs(List.of(owner), LogRequest.newest(100));
  }

  private ExecutionInfo ended(String id) throws Exception {
    return Await.value(
        "the execution has ended",
        () -> client.workflows().execution(id),
        is -> is.endedAt() != null);
  }

  @Test
  void shouldTellWhatGoesWrongInExecutionsAndWhoDidWhat() throws Exception {
    String function = name("fails");
    String workflow = name("troubled");
    create(
        Sources.python(
            function, "def handler(event, context):\n    raise ValueError('no luck')\n"));
    deploy(
        workflow,
        """
          - careful:
              try:
                - call: {call: %s}
              catch:
                retry: {limit: {attempt: {count: 1}}}
                do:
                  - on: {set: {a: 1}}
          - hold: {wait: {hours: 5}}
          - last: {raise: {error: {type: "https://shop.example/empty", status: 400, title: Nothing left}}}
        """
            .formatted(function));
    String id = client.workflows().start(workflow, new ExecutionStart(null, null, Map.of())).id();
    Await.until("it waits", () -> !client.workflows().explain(id).timers().isEmpty());
    ExecutionFix why = new ExecutionFix("a look", null, null, null, null, null, null);
    client.workflows().fix(id, "suspend", why);
    client.workflows().fix(id, "resume", why);
    client
        .workflows()
        .fix(id, "timer", new ExecutionFix("now", "hold", null, null, null, null, null));
    assertThat(ended(id).status()).isEqualTo("faulted");
    LogOwner owner = LogOwner.workflow(workflow);
    List<LogLine> lines = Await.value("all is told", () -> lines(owner), now -> now.size() >= 6);

    assertThat(lines)
        .extracting(LogLine::level, LogLine::execution, LogLine::version)
        .containsExactly(
            tuple("info", null, "1"),
            tuple("warn", id, "1"),
            tuple("info", id, "1"),
            tuple("info", id, "1"),
            tuple("info", id, "1"),
            tuple("error", id, "1"));
    assertThat(lines).extracting(LogLine::workflow).containsOnly(workflow);
    assertThat(lines).extracting(LogLine::function).containsOnlyNulls();
    assertThat(lines.get(0).text()).isEqualTo("Deployed version 1.");
    assertThat(lines.get(1).text())
        .startsWith("Trying /do/0/careful again, attempt 2: ")
        .contains("no luck");
    assertThat(lines.get(2).text()).startsWith("Suspended by ").endsWith(": a look");
    assertThat(lines.get(4).text()).contains("'timer'").endsWith(": now");
    assertThat(lines.get(5).text()).isEqualTo("Faulted at /do/2/last: empty 400, Nothing left");
    assertThat(client.logs(LogRequest.of(id))).isEqualTo(lines.subList(1, 6));
    assertThat(cli.run("logs", "--workflow", workflow, "--function", function, "--level", "error"))
        .contains("Nothing left")
        .contains("workflow:" + workflow)
        .contains(function + " ");
    assertThat(cli.run("logs", "--execution", id).lines()).hasSize(5);
    assertThat(cli.refused("logs", "--workflow", "nothing-so")).contains("workflow-not-found");
    assertThat(cli.refused("logs", "--source", "nothing-so")).contains("source-not-found");
    assertThat(cli.refused("logs", "--function", function, "--function", "nothing-so"))
        .contains("function-not-found");
  }

  @Test
  void shouldTellHowSourcesAre() throws Exception {
    String name = name("intake");
    client
        .sources()
        .create(
            new SourceSpec(
                name, "rabbitmq", Map.of("uri", "amqp://127.0.0.1:1", "queue", "orders"), null));
    LogOwner owner = LogOwner.source(name);
    try {
      Await.until("it tells that it failed", () -> lines(owner).size() == 2);
      client.sources().pause(name, true);
      List<LogLine> lines = lines(owner);
      assertThat(lines).extracting(LogLine::level).containsExactly("info", "warn", "info");
      assertThat(lines).extracting(LogLine::source).containsOnly(name);
      assertThat(lines.get(0).text()).isEqualTo("Created.");
      assertThat(lines.get(1).text()).startsWith("Failed, and is tried again at ");
      assertThat(lines.get(2).text()).isEqualTo("Paused.");
      assertThat(cli.run("logs", "--source", name, "--level", "warn").lines()).hasSize(1);
    } finally {
      client.sources().delete(name);
    }
    assertThat(lines(owner)).last().extracting(LogLine::text).isEqualTo("Deleted.");
  }

  @Test
  void shouldGiveBackWhatAnInvocationWasGiven() throws Exception {
    String function = name("given");
    create(Sources.python(function, "def handler(event, context):\n    print('said')\n"));
    InvokeResult result = client.invoke(function, InvokeRequest.json("{\"a\":[1]}"));

    assertThat(new String(client.queue().payload(result.invocation()), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":[1]}");
    assertThat(Json.read(cli.run("invocation", "payload", result.invocation())).path("a"))
        .hasSize(1);
    InvokeResult large =
        client.invoke(function, InvokeRequest.json("\"" + "x".repeat(2 << 20) + "\""));
    http.get("/v1/invocations/" + large.invocation() + "/payload")
        .assertProblem(ErrorCode.PAYLOAD_NOT_KEPT);
    http.get("/v1/invocations/nothing-so/payload").assertProblem(ErrorCode.INVOCATION_NOT_FOUND);
  }

  @Test
  void shouldNameTheExecutionInWhatItCalls() throws Exception {
    String function = name("called");
    String workflow = name("calling");
    create(Sources.python(function, "def handler(event, context):\n    print('said')\n"));
    deploy(workflow, "  - call: {call: %s}\n".formatted(function));
    String id = client.workflows().start(workflow, new ExecutionStart(null, null, Map.of())).id();
    assertThat(ended(id).status()).isEqualTo("completed");

    InvocationInfo call = client.invocations(InvocationRequest.of(function, 1)).items().get(0);
    assertThat(call.trigger()).isEqualTo("workflow");
    assertThat(call.eventId()).startsWith(id + ":");
  }
}
