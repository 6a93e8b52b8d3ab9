package dev.sluice.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.source.git.GitServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is killed goes on following where code is from. */
@ResourceLock(Lane.OWN_SERVER)
class RefreshKillTest {
  private static final String MAIN = "refs/heads/main";

  private Path folder;
  private GitServer git;

  @BeforeEach
  void prepare() throws Exception {
    folder = Scratch.create("refresh-kill");
    git = new GitServer();
  }

  @AfterEach
  void cleanUp() throws Exception {
    git.close();
    Scratch.delete(folder);
  }

  private void push(String word) throws Exception {
    git.set(
        MAIN,
        git.commit(Map.of("main.py", "def handler(event, context):\n    return '" + word + "'\n")));
  }

  @Test
  void shouldPollOnAfterItWasKilled() throws Exception {
    push("one");
    CodeSource.Git place =
        new CodeSource.Git(git.url("/open"), "main", null, null, null, "1s", null);
    try (ServerProcess first = ServerProcess.on(folder.resolve("data")).start()) {
      first.client().createFunction(Sources.spec("shop", Sources.PYTHON, CodeSource.ofGit(place)));
      first.kill9();
      push("two");
      try (ServerProcess second = first.restart()) {
        Await.until(
            "the function answers with what was pushed meanwhile",
            () ->
                second.client().invoke("shop", InvokeRequest.json("{}")).text().equals("\"two\""));
        assertThat(second.client().function("shop").code().git()).isEqualTo(place);
      }
    }
  }
}
