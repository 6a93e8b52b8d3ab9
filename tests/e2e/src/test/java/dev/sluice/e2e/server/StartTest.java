package dev.sluice.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.Health;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.BrokenBubblewrap;
import dev.sluice.e2e.harness.HostProcesses;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.OrdinaryUser;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which conditions a server starts, and how it says that it does not. */
@ResourceLock(Lane.OWN_SERVER)
class StartTest {
  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("start");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  void shouldRefuseToStartWhereBubblewrapCannotWork() throws Exception {
    ServerProcess.Refusal refusal =
        ServerProcess.on(folder.resolve("data")).through(BrokenBubblewrap.in(folder)).refused();
    assertThat(refusal.status()).isEqualTo(1);
    assertThat(refusal.out()).isEmpty();
    assertThat(refusal.err().strip().lines().toList()).as(refusal.err()).hasSize(1);
    assertThat(refusal.err()).containsIgnoringCase("bubblewrap").contains("--isolation process");
    assertThat(refusal.err()).doesNotContain("Exception");
  }

  @Test
  void shouldStartWithoutIsolationWhenToldTo() throws Exception {
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data"))
            .through(BrokenBubblewrap.in(folder))
            .with("--isolation", "process")
            .start()) {
      Health health = server.client().health();
      assertThat(health.isolation()).isEqualTo("process");
      assertThat(health.status()).isEqualTo("degraded");
      assertThat(health.warnings().toString()).containsIgnoringCase("isolat");
      assertServes(server);
    }
  }

  @Test
  void shouldServeAnOrdinaryUserWithBubblewrap() throws Exception {
    try (ServerProcess server = OrdinaryUser.launch(folder).start()) {
      assertThat(server.client().health().isolation()).isEqualTo("bubblewrap");
      assertServes(server);
      assertThat(HostProcesses.below(server.pid())).isNotEmpty();
      assertThat(server.terminate()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bubblewrap", "process"})
  void shouldServeARootThatKnowsNoOtherUser(String isolation) throws Exception {
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data"))
            .through("unshare", "--user", "--map-root-user")
            .with("--isolation", isolation)
            .start()) {
      assertThat(server.client().health().isolation()).isEqualTo(isolation);
      assertServes(server);
    }
  }

  @Test
  void shouldRefuseWrongOptionsAndSettings() throws Exception {
    ServerProcess.Refusal option =
        ServerProcess.on(folder.resolve("data")).with("--isolation", "magic").refused();
    assertThat(option.status()).isEqualTo(2);
    assertThat(option.err()).contains("magic");
    ServerProcess.Refusal setting =
        ServerProcess.on(folder.resolve("data"))
            .config("records.retentoin = 2s\npool.keep-alive = soon\n")
            .refused();
    assertThat(setting.status()).isIn(1, 2);
    assertThat(setting.err())
        .contains("records.retentoin")
        .contains("records.retention")
        .contains("pool.keep-alive")
        .doesNotContain("Exception");
  }

  @Test
  void shouldRefuseAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerProcess.Refusal refusal =
          ServerProcess.on(folder.resolve("data"))
              .listen("127.0.0.1:" + taken.getLocalPort())
              .refused();
      assertThat(refusal.status()).isEqualTo(1);
      assertThat(refusal.err()).contains(Integer.toString(taken.getLocalPort()));
      assertThat(refusal.err()).doesNotContain("\tat ");
      assertThat(folder.resolve("data/server.json")).doesNotExist();
    }
  }

  private static void assertServes(ServerProcess server) throws Exception {
    for (String runtime : new String[] {Sources.PYTHON, Sources.NODE}) {
      server
          .client()
          .createFunction(Sources.either(runtime, runtime, Sources.PYTHON_ECHO, Sources.NODE_ECHO));
      for (int i = 0; i < 3; i++) {
        assertThat(server.client().invoke(runtime, InvokeRequest.json("[1]")).text())
            .isEqualTo("[1]");
      }
    }
  }
}
