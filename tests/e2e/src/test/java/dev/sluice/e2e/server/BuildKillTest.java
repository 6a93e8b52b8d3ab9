package dev.sluice.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.BuildInfo;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.HostProcesses;
import dev.sluice.e2e.harness.Images;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Servers that end, or lose their patience, while they build. */
@ResourceLock(Lane.OWN_SERVER)
class BuildKillTest {
  private static final String HANGS = "echo at work; touch half; exec tail -f half";

  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("build");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  private static FunctionSpec spec(String command) {
    return Sources.spec(
        "f",
        Sources.PYTHON,
        CodeSource.ofInline(Sources.PYTHON_ECHO).with(new CodeSource.Build(command, null)));
  }

  /** Starts a build that never ends; the call may end as it likes. */
  private static CompletableFuture<Void> hang(SluiceClient client) throws Exception {
    CompletableFuture<Void> call =
        CompletableFuture.runAsync(
            () -> {
              try {
                client.putCode("f", spec(HANGS).code(), null);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Await.until(
        "the build is at work",
        () -> {
          List<BuildInfo> builds = client.builds().list("f", null, null).items();
          return builds.size() > 1
              && builds.get(0).state().equals("running")
              && !client.builds().log("f", builds.get(0).id()).isEmpty();
        });
    return call;
  }

  @Test
  void shouldLeaveNoHalfStateWhenKilled() throws Exception {
    ServerProcess server = ServerProcess.on(folder.resolve("data")).start();
    try {
      String digest = server.client().createFunction(spec("touch whole")).code().digest();
      CompletableFuture<Void> call = hang(server.client());
      Path work = Path.of(Files.readString(server.data().resolve("sandbox/sandbox.path")).strip());
      List<HostProcesses.Seen> sandboxes = HostProcesses.below(server.pid());
      server.kill9();
      call.handle((unused, broken) -> true).get();
      server = server.restart();
      SluiceClient client = server.client();
      BuildInfo build = client.builds().list("f", null, null).items().get(0);
      assertThat(build.state()).isEqualTo("failed");
      assertThat(build.error()).isEqualTo("The server ended while it ran.");
      assertThat(client.function("f").code().digest()).isEqualTo(digest);
      assertThat(client.invoke("f", InvokeRequest.json("7")).text()).isEqualTo("7");
      assertThat(work).doesNotExist();
      Path code = server.data().resolve("code");
      assertThat(unfinished(code)).isEmpty();
      assertThat(code.toFile().list()).hasSize(2);
      Await.until(
          "the build's processes are gone",
          () -> sandboxes.stream().noneMatch(HostProcesses.Seen::runs));
      // And builds go on.
      assertThat(client.putCode("f", spec("touch other").code(), null).revision()).isEqualTo(2);
    } finally {
      server.close();
    }
  }

  @Test
  void shouldLeaveNoHalfImageWhenKilled() throws Exception {
    Images one = Images.serving("one");
    // So large that it takes some time to unpack.
    byte[] two = Images.serving("two".repeat(20 << 20)).tar();
    ServerProcess server = ServerProcess.on(folder.resolve("data")).start();
    try {
      SluiceClient before = server.client();
      before.createFunction(
          new FunctionSpec(
              "i", null, null, CodeSource.ofImage(one.tar()), null, null, null, null, null));
      CompletableFuture<Void> call =
          CompletableFuture.runAsync(
              () -> {
                try {
                  before.putImage("i", BodyPublishers.ofByteArray(two), null);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      Path code = server.data().resolve("code");
      Await.until("it is unpacked", () -> call.isDone() || !unfinished(code).isEmpty());
      server.kill9();
      call.handle((unused, broken) -> true).get();
      server = server.restart();
      SluiceClient client = server.client();
      assertThat(unfinished(code)).isEmpty();
      byte[] command = "read -N 3 word < word; echo $word".getBytes(StandardCharsets.UTF_8);
      assertThat(
              client.invoke("i", new InvokeRequest("latest", command, "text/plain", false)).text())
          .isIn("one", "two");
      assertThat(
              client
                  .putImage("i", BodyPublishers.ofByteArray(Images.serving("new").tar()), null)
                  .revision())
          .isEqualTo(client.function("i").revision());
    } finally {
      server.close();
    }
  }

  /** What is not whole in the store of code. */
  private static List<String> unfinished(Path code) throws IOException {
    try (Stream<Path> entries = Files.list(code)) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.matches("[0-9a-f]{64}"))
          .toList();
    }
  }

  @Test
  void shouldEndABuildWithTheServer() throws Exception {
    try (ServerProcess server = ServerProcess.on(folder.resolve("data")).start()) {
      server.client().createFunction(spec("touch whole"));
      CompletableFuture<Void> call = hang(server.client());
      assertThat(server.terminate()).isZero();
      call.handle((unused, broken) -> true).get();
    }
  }

  @Test
  void shouldEndABuildThatTakesTooLong() throws Exception {
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data")).config("build.timeout = 1s\n").start()) {
      SluiceClient client = server.client();
      assertThat(Refused.with(ErrorCode.BUILD_TIMED_OUT, () -> client.createFunction(spec(HANGS))))
          .satisfies(
              problem -> assertThat(problem.detail()).contains("longer than 1.0 s", "at work"));
      Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.function("f"));
    }
  }
}
