package dev.sluice.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Images;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images on servers of each kind: their walls, and what is there after a restart. */
@ResourceLock(Lane.OWN_SERVER)
class ImageServerTest {

  @ParameterizedTest
  @MethodSource("dev.sluice.e2e.attack.As#here")
  void shouldRunInItsOwnRootAlsoAfterARestart(As as) throws Exception {
    Path folder = Scratch.create("images");
    Path roots = Files.createDirectory(folder.resolve("roots"));
    Path layout = Images.serving("one").write(Files.createDirectory(roots.resolve("web")));
    try (ServerProcess first =
        as.launch(folder).config("code.image-roots=" + roots + "\n").start()) {
      FunctionInfo made =
          first.client().createFunction(spec("web", new CodeSource.Image(null, layout.toString())));
      assertThat(made.code().image().serverPath()).isEqualTo(layout.toString());
      // A root of root's alone: the users of functions have to come to it nevertheless.
      first
          .client()
          .createFunction(spec("own", new CodeSource.Image(Images.serving("own").tar(), null)));
      Files.setPosixFilePermissions(
          folder, PosixFilePermissions.fromString(as == As.ROOT ? "rwx------" : "rwxr-xr-x"));
      hold(first, "web", "one");
      assertThat(first.client().refresh("web").result()).isEqualTo("unchanged");
      Images.serving("two").write(layout);
      assertThat(first.client().refresh("web").result()).isEqualTo("changed");
      hold(first, "web", "two");
      first.terminate();
      try (ServerProcess second = first.restart()) {
        hold(second, "web", "two");
        hold(second, "own", "own");
      }
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Scratch.delete(folder);
    }
  }

  private static FunctionSpec spec(String name, CodeSource.Image image) {
    return new FunctionSpec(
        name, null, null, CodeSource.ofImage(image), null, null, null, null, null);
  }

  private static void hold(ServerProcess server, String name, String word) throws Exception {
    assertThat(shell(server, name, "echo $(</etc/os-release) $(<word)"))
        .isEqualTo(Images.ID + " " + word);
    assertThat(
            shell(
                server,
                name,
                "for f in /code /run /usr /root "
                    + server.data()
                    + "; do [ -e $f ] && echo $f; done"))
        .isEqualTo("");
    assertThat(shell(server, name, "echo > /app/word; echo > /bin/bash"))
        .contains("/app/word: Read-only", "/bin/bash: Read-only");
    assertThat(shell(server, name, "while read -r k v; do echo $k$v; done < /proc/self/status"))
        .contains(
            "CapEff:0000000000000000", "CapBnd:0000000000000000", "NoNewPrivs:1", "Seccomp:2");
    assertThat(
            shell(
                server,
                name,
                "exec 5<>/dev/tcp/"
                    + server.gateway().getHost()
                    + "/"
                    + server.gateway().getPort()))
        .contains("refused");
  }

  private static String shell(ServerProcess server, String name, String command) throws Exception {
    InvokeResult result =
        server
            .client()
            .invoke(
                name,
                new InvokeRequest(
                    "latest", command.getBytes(StandardCharsets.UTF_8), "text/plain", false));
    assertThat(result.problem()).as(server.output()).isNull();
    return result.text();
  }
}
