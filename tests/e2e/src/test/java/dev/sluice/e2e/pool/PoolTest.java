package dev.sluice.e2e.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.Connection;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server with room for three instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Lane.OWN_SERVER)
class PoolTest {
  private static final String PYTHON_SLEEP =
      """
      import time

      def handler(event, context):
          time.sleep(0.1)
          return event
      """;

  private Path folder;
  private ServerProcess server;

  @BeforeAll
  void start() throws Exception {
    folder = Scratch.create("pool");
    server =
        ServerProcess.on(folder.resolve("data"))
            .config("pool.max-instances=3\nnetwork.host-namespaces=ops\n")
            .start();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    Scratch.delete(folder);
  }

  private SluiceClient in(String namespace) {
    Connection admin = server.client().connection();
    return new SluiceClient(new Connection(admin.url(), admin.token(), namespace));
  }

  @Test
  void shouldKeepAnInstanceWarmForTheFirstCall() throws Exception {
    // Without the idle instances of other tests.
    try (ServerProcess own = ServerProcess.on(folder.resolve("kept")).start()) {
      SluiceClient client = own.client();
      client.createFunction(Sources.python("kept", Sources.PYTHON_ECHO).with(null, null, 1, null));
      Await.until("an instance is kept", () -> own.metric("sluice_instances{state=\"idle\"}") >= 1);

      InvokeResult first = client.invoke("kept", InvokeRequest.json("1"));

      assertThat(first.text()).isEqualTo("1");
      assertThat(first.cold()).isFalse();
      client.deleteFunction("kept", null);
      Await.until(
          "it goes with its function",
          () -> own.metric("sluice_instances_ended_total{reason=\"retired\"}") >= 1);
    }
  }

  @Test
  void shouldGiveTheHostsNetworkToThoseWhoMayHaveIt() throws Exception {
    FunctionSpec open =
        Sources.python(
                "interfaces",
                """
                import socket

                def handler(event, context):
                    return sorted(name for _, name in socket.if_nameindex())
                """)
            .with(null, "host", null, null);

    Refused.with(ErrorCode.NETWORK_NOT_ALLOWED, () -> in("web").createFunction(open));
    in("ops").createFunction(open);
    InvokeResult host = in("ops").invoke("interfaces", InvokeRequest.json("{}"));
    in("ops").createFunction(Sources.python("closed", open.code().inline()));
    InvokeResult own = in("ops").invoke("closed", InvokeRequest.json("{}"));

    assertThat(own.text()).isEqualTo("[\"lo\"]");
    List<String> names =
        NetworkInterface.networkInterfaces().map(NetworkInterface::getName).toList();
    assertThat(host.text()).contains(names);
  }

  @Test
  void shouldNotLetOneNamespaceStarveAnother() throws Exception {
    SluiceClient greedy = in("greedy");
    SluiceClient modest = in("modest");
    greedy.createFunction(Sources.python("flood", PYTHON_SLEEP));
    modest.createFunction(Sources.python("late", Sources.PYTHON_ECHO));
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(40);
    List<Future<?>> flood = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        flood.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    assertThat(greedy.invoke("flood", InvokeRequest.json("1")).problem()).isNull();
                  }
                  return null;
                }));
      }
      Await.until(
          "the flood fills the server",
          () ->
              server.metric("sluice_instances{state=\"busy\"}") == 3
                  && server.metric("sluice_calls_waiting") >= 20);

      InvokeResult late = modest.invoke("late", InvokeRequest.json("2"));

      assertThat(late.text()).isEqualTo("2");
      assertThat(server.metric("sluice_instances_ended_total{reason=\"evicted\"}")).isPositive();
    } finally {
      over.set(true);
      threads.shutdown();
    }
    for (Future<?> caller : flood) {
      caller.get();
    }
  }
}
