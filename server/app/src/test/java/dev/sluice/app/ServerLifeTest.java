package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.LocalServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLifeTest {
  @TempDir Path folder;

  @Test
  void shouldKeepItsFilesToItself() throws Exception {
    try (TestServer server = TestServer.start(folder.resolve("data"), Map.of())) {
      assertThat(mode(server.data)).isEqualTo("rwx--x--x");
      assertThat(mode(server.data.resolve("admin.token"))).isEqualTo("rw-------");
      assertThat(mode(server.data.resolve("server.json"))).isEqualTo("rw-------");
      assertThat(server.token()).hasSize(43);
      var found = LocalServer.find(server.data).orElseThrow();
      assertThat(found.url()).isEqualTo(server.url());
      assertThat(found.token()).isEqualTo(server.token());
    }
    assertThat(folder.resolve("data/server.json")).doesNotExist();
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void shouldKeepTokenAndFunctionsOverARestart() throws Exception {
    String token;
    try (TestServer server = TestServer.start(folder, Map.of())) {
      token = server.token();
      server.create("kept", "main.echo");
      server.post("/v1/functions/kept/invoke", "1");
    }
    try (TestServer server = TestServer.start(folder, Map.of())) {
      assertThat(server.token()).isEqualTo(token);
      assertThat(server.get("/v1/functions/kept").status()).isEqualTo(200);
      assertThat(server.get("/v1/invocations").json().path("items")).hasSize(1);
      assertThat(server.post("/v1/functions/kept/invoke", "1").text()).isEqualTo("1");
    }
  }

  @Test
  void shouldRefuseADirectoryInUse() throws Exception {
    try (TestServer server = TestServer.start(folder, Map.of())) {
      assertThatThrownBy(() -> TestServer.start(folder, Map.of()))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("in use by another server");
      assertThat(server.get("/readyz").status()).isEqualTo(200);
    }
  }

  @Test
  void shouldRefuseAnAddressInUseAndLeaveNothingBehind() throws Exception {
    try (TestServer server = TestServer.start(folder.resolve("one"), Map.of())) {
      URI taken = server.url();
      var flags =
          new dev.sluice.app.config.ServerFlags(
              null, "127.0.0.1:" + taken.getPort(), "127.0.0.1:0", null, null);
      var config = dev.sluice.app.config.ConfigLoader.load(flags, Map.of(), folder.resolve("two"));

      assertThatThrownBy(() -> ServerWiring.start(config, (c, s, k, t) -> new FakeSandbox()))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("--listen");
    }
    TestServer.start(folder.resolve("two"), Map.of()).close();
  }

  @Test
  void shouldRefuseAnEmptyTokenFile() throws Exception {
    Files.writeString(folder.resolve("admin.token"), "\n");

    assertThatThrownBy(() -> TestServer.start(folder, Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void shouldFinishWhatRunsBeforeItStops() throws Exception {
    TestServer server = TestServer.start(folder, Map.of());
    server.create("wait", "main.wait");
    CompletableFuture<TestServer.Answer> call =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return server.post("/v1/functions/wait/invoke", "1");
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    assertThat(server.sandbox.entered.await(10, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
    server.sandbox.release.countDown();

    assertThat(call.get(10, TimeUnit.SECONDS).text()).isEqualTo("true");
    stop.get(10, TimeUnit.SECONDS);
  }
}
