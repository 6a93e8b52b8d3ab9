package dev.sluice.e2e.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ExecutionExplanation;
import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.client.WorkflowsClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Workflows of a real server, which is killed while they run. */
@ResourceLock(Lane.OWN_SERVER)
class ExecutionTest {
  private static final String DOCUMENT =
      "document: {dsl: 1.0.0, namespace: default, name: %s, version: 1.0.0}\ndo:\n%s";

  private Path folder;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    folder = Scratch.create("execution");
    server = ServerProcess.on(folder.resolve("data")).start();
    server.client().createFunction(Sources.python("echo", Sources.PYTHON_ECHO));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    Scratch.delete(folder);
  }

  private WorkflowsClient workflows() {
    return server.client().workflows();
  }

  private void deploy(String name, String tasks) throws IOException {
    byte[] file = DOCUMENT.formatted(name, tasks).getBytes(StandardCharsets.UTF_8);
    assertThat(workflows().deploy(null, file).name()).isEqualTo(name);
  }

  @Test
  void shouldCallFunctionsWaitForEventsAndBeRepaired() throws Exception {
    deploy(
        "order",
        """
          - price: {call: echo, with: {event: {total: "${ .n * 2 }"}}}
          - paid:
              listen: {to: {one: {with: {type: paid, data: "${ .order == 7 }"}}}}
              output: {as: ".[0] + {total: $input.total}"}
          - later: {wait: {hours: 5}}
          - done: {set: {paid: "${ .order }", total: "${ .total }"}}
        """);
    ExecutionInfo started =
        workflows().start("order", new ExecutionStart(null, "o7", Map.of("n", 21)));
    ExecutionExplanation waits =
        Await.value(
            "it waits for an event",
            () -> workflows().explain(started.id()),
            is -> !is.listeners().isEmpty());
    assertThat(waits.listeners().get(0).types()).containsExactly("paid");

    String event =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"shop\",\"type\":\"paid\","
            + "\"data\":{\"order\":7}}";
    server
        .client()
        .events()
        .publish("application/cloudevents+json", event.getBytes(StandardCharsets.UTF_8));
    Await.value(
        "it waits for a time",
        () -> workflows().explain(started.id()),
        is -> !is.timers().isEmpty());
    ExecutionInfo fired =
        workflows()
            .fix(
                started.id(),
                "timer",
                new ExecutionFix("it was long enough", "later", null, null, null, null, null));

    assertThat(fired.status()).isEqualTo("completed");
    assertThat(fired.output()).isEqualTo(Map.of("paid", 7, "total", 42));
    assertThat(workflows().history(started.id()).toString()).contains("it was long enough");
  }
}
