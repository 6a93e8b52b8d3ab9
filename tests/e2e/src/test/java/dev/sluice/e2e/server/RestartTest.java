package dev.sluice.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LogLine;
import dev.sluice.api.VersionInfo;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.HostProcesses;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is stopped and started again. */
@ResourceLock(Lane.OWN_SERVER)
class RestartTest {
  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("restart");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  void shouldKeepEverythingOverAStop() throws Exception {
    FunctionInfo function;
    VersionInfo version;
    AliasInfo alias;
    InvocationInfo record;
    List<LogLine> lines;
    String token;
    ServerProcess first = ServerProcess.on(folder.resolve("data")).start();
    List<HostProcesses.Seen> sandboxes;
    try (first) {
      SluiceClient client = first.client();
      client.createFunction(
          Sources.python(
              "kept", "def handler(event, context):\n    print('said')\n    return event\n"));
      version = client.versions().publish("kept", "one", null);
      alias =
          client.versions().setAlias("kept", "live", new AliasSpec(Map.of("1", 1.0), "d"), null);
      function = client.disable("kept");
      function = client.enable("kept");
      InvokeResult result = client.invoke("kept", InvokeRequest.json("1").to("live"));
      record = client.invocation(result.invocation());
      lines = client.logs("kept", LogRequest.of(result.invocation()));
      token = client.connection().token();
      sandboxes = HostProcesses.below(first.pid());
      assertThat(sandboxes).isNotEmpty();
      assertThat(first.terminate()).as("exit status on SIGTERM").isZero();
    }
    assertThat(folder.resolve("data/server.json")).as("gone with its server").doesNotExist();
    assertThat(sandboxes).noneMatch(HostProcesses.Seen::runs);
    try (ServerProcess second = first.restart()) {
      SluiceClient client = second.client();
      assertThat(client.connection().token()).isEqualTo(token);
      assertThat(client.function("kept")).isEqualTo(function);
      assertThat(client.versions().get("kept", 1)).isEqualTo(version);
      assertThat(client.versions().alias("kept", "live")).isEqualTo(alias);
      assertThat(client.invocation(record.id())).isEqualTo(record);
      assertThat(client.logs("kept", LogRequest.of(record.id()))).isEqualTo(lines);
      InvokeResult again = client.invoke("kept", InvokeRequest.json("2").to("live"));
      assertThat(again.text()).isEqualTo("2");
      assertThat(again.cold()).isTrue();
      assertThat(client.logs("kept", LogRequest.containing("said", 10)))
          .extracting(LogLine::id)
          .isSorted()
          .doesNotHaveDuplicates()
          .hasSize(2);
      assertThat(client.invocations(InvocationRequest.of("kept", 10)).items())
          .extracting(InvocationInfo::id)
          .containsExactly(again.invocation(), record.id());
      assertThat(second.terminate()).isZero();
    }
  }

  @Test
  void shouldFinishWhatRunsBeforeItStops() throws Exception {
    try (ServerProcess server = ServerProcess.on(folder.resolve("data")).start()) {
      SluiceClient client = server.client();
      client.createFunction(
          Sources.python(
              "slow",
              """
              import time
              def handler(event, context):
                  print("begun", flush=True)
                  time.sleep(1)
                  return "done"
              """));
      CompletableFuture<InvokeResult> running =
          Parallel.start(() -> client.invoke("slow", InvokeRequest.json("{}")));
      Await.until(
          "the function runs",
          () -> !client.logs("slow", LogRequest.containing("begun", 10)).isEmpty());
      assertThat(server.terminate()).isZero();
      assertThat(running.get(10, TimeUnit.SECONDS).text()).isEqualTo("\"done\"");
    }
  }

  @Test
  void shouldRefuseASecondServerOnTheSameData() throws Exception {
    Path data = folder.resolve("data");
    try (ServerProcess first = ServerProcess.on(data).start()) {
      ServerProcess.Refusal refusal = ServerProcess.on(data).with().refused();
      assertThat(refusal.status()).isEqualTo(1);
      assertThat(refusal.out()).isEmpty();
      assertThat(refusal.err().strip().lines().toList())
          .as(refusal.err())
          .hasSize(1)
          .allMatch(line -> line.contains(data.toString()));
      first.client().createFunction(Sources.python("still", Sources.PYTHON_ECHO));
      assertThat(first.client().invoke("still", InvokeRequest.json("1")).text()).isEqualTo("1");
      assertThat(Files.exists(data.resolve("server.json"))).isTrue();
    }
  }

  @Test
  void shouldPruneRecordsAndEndIdleInstances() throws Exception {
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data"))
            .config("records.retention = 5s\npool.keep-alive = 1s\n")
            .start()) {
      SluiceClient client = server.client();
      String marker = "marker-" + UUID.randomUUID();
      client.createFunction(
          Sources.python(
              "brief",
              """
              import subprocess
              subprocess.Popen(["sh", "-c", "sleep 1000; : %s"])
              def handler(event, context):
                  print("said")
              """
                  .formatted(marker)));
      InvokeResult result = client.invoke("brief", InvokeRequest.json("1"));
      assertThat(client.invocation(result.invocation()).status()).isEqualTo("succeeded");
      assertThat(HostProcesses.marked(marker)).isNotEmpty();
      Await.until("the idle instance is ended", () -> HostProcesses.marked(marker).isEmpty());
      Await.until(
          "the record is pruned",
          () -> {
            try {
              client.invocation(result.invocation());
              return false;
            } catch (SluiceApiException e) {
              return e.is(ErrorCode.INVOCATION_NOT_FOUND);
            }
          });
      Await.until(
          "its line is pruned", () -> client.logs("brief", LogRequest.newest(10)).isEmpty());
      assertThat(client.invoke("brief", InvokeRequest.json("1")).cold()).isTrue();
    }
  }
}
