package dev.sluice.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.LogRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.HostProcesses;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kill -9 of the server: what was acknowledged is there, and no sandbox lives on. */
@ResourceLock(Lane.OWN_SERVER)
class KillTest {
  private static final int ROUNDS = 5;
  private static final int WRITERS = 2;
  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("kill");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  @Tag("slow")
  void shouldKeepEverythingAcknowledgedWhenKilledWhileWriting() throws Exception {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    List<AcknowledgedWriter> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new AcknowledgedWriter("w" + i, random.nextLong()));
    }
    ServerProcess server = ServerProcess.on(folder.resolve("data")).start();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        String where = "round " + round + " of seed " + seed;
        SluiceClient client = server.client();
        List<CompletableFuture<Void>> writing =
            writers.stream()
                .map(writer -> CompletableFuture.runAsync(() -> writer.writeUntilCut(client)))
                .toList();
        int enough = (round + 1) * 4;
        Await.until(
            "each writer has written, " + where,
            () -> writers.stream().allMatch(writer -> writer.acknowledged() >= enough));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500)));
        List<HostProcesses.Seen> sandboxes = HostProcesses.below(server.pid());
        server.kill9();
        for (CompletableFuture<Void> writer : writing) {
          writer.get(60, TimeUnit.SECONDS);
        }
        server = server.restart();
        for (AcknowledgedWriter writer : writers) {
          writer.verify(server.client(), where);
        }
        Await.until(
            "no sandbox of the killed server lives on, " + where,
            () -> sandboxes.stream().noneMatch(HostProcesses.Seen::runs));
      }
    } finally {
      server.close();
    }
  }

  @Test
  void shouldLeaveNoBusyProcessWithoutWallsWhenKilled() throws Exception {
    ServerProcess server =
        ServerProcess.on(folder.resolve("data")).with("--isolation", "process").start();
    try {
      SluiceClient client = server.client();
      client.createFunction(
          Sources.python(
              "busy",
              """
              import time
              def handler(event, context):
                  print("begun", flush=True)
                  while True:
                      time.sleep(0.001)
              """));
      CompletableFuture<InvokeResult> running =
          Parallel.start(() -> client.invoke("busy", InvokeRequest.json("{}")));
      Await.until(
          "the function runs",
          () -> !client.logs("busy", LogRequest.containing("begun", 10)).isEmpty());
      List<HostProcesses.Seen> processes = HostProcesses.below(server.pid());
      assertThat(processes).isNotEmpty();
      server.kill9();
      Await.until(
          "no process of the killed server lives on",
          () -> processes.stream().noneMatch(HostProcesses.Seen::runs));
      Assertions.assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      // The next server removes the files that the killed one left.
      server = server.restart();
      server.client().deleteFunction("busy", null);
    } finally {
      server.close();
    }
  }

  @Test
  void shouldLeaveNoProcessWhenKilledWhileFunctionsRun() throws Exception {
    String marker = "marker-" + UUID.randomUUID();
    ServerProcess server = ServerProcess.on(folder.resolve("data")).start();
    try {
      SluiceClient client = server.client();
      client.createFunction(
          Sources.python(
              "busy",
              """
              import subprocess, time
              def handler(event, context):
                  subprocess.Popen(["sh", "-c", "trap '' TERM HUP; sleep 1000; : " + event],
                                   start_new_session=True)
                  print("begun", flush=True)
                  while True:
                      time.sleep(0.001)
              """));
      client.createFunction(
          Sources.node("idle", "exports.handler = async () => { console.log('kept'); return 1; }"));
      client.invoke("idle", InvokeRequest.json("{}"));
      CompletableFuture<InvokeResult> running =
          Parallel.start(() -> client.invoke("busy", InvokeRequest.json("\"" + marker + "\"")));
      Await.until(
          "the function runs",
          () -> !client.logs("busy", LogRequest.containing("begun", 10)).isEmpty());
      List<HostProcesses.Seen> sandboxes = HostProcesses.below(server.pid());
      assertThat(HostProcesses.marked(marker)).isNotEmpty();
      server.kill9();
      Await.until(
          "no sandbox of the killed server lives on",
          () ->
              sandboxes.stream().noneMatch(HostProcesses.Seen::runs)
                  && HostProcesses.marked(marker).isEmpty());
      Assertions.assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      server = server.restart();
      assertThat(server.client().invoke("idle", InvokeRequest.json("{}")).text()).isEqualTo("1");
      server.client().deleteFunction("busy", null);
    } finally {
      server.close();
    }
  }
}
