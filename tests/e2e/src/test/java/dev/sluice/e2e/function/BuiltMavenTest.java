package dev.sluice.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.BuildInfo;
import dev.sluice.api.BuildLogLine;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.Problem;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Distribution;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A project of Maven, deployed as it is: what it depends on comes over the network. */
@ResourceLock(Lane.OWN_SERVER)
class BuiltMavenTest {
  private static final String NAME = "shop";

  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>shop</groupId><artifactId>shop</artifactId><version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
          <dependency>
            <groupId>commons-codec</groupId><artifactId>commons-codec</artifactId>
            <version>VERSION</version>
          </dependency>
        </dependencies>
      </project>
      """;

  private static final String MAIN =
      """
      package shop;

      import org.apache.commons.codec.digest.DigestUtils;

      public class Main {
        public static String handle(String event) {
          return "WORD " + DigestUtils.sha256Hex(event).substring(0, 8);
        }
      }
      """;

  private static CodeSource project(String version, String word, String config) throws IOException {
    return CodeSource.ofZip(
        new Zips()
            .file("pom.xml", POM.replace("VERSION", version))
            .file("src/main/java/shop/Main.java", MAIN.replace("WORD", word))
            .file(".mvn/maven.config", config)
            .build());
  }

  /** The Maven that these tests are built by. */
  private static Path maven() throws IOException {
    Path root = Distribution.folder().toRealPath();
    while (!Files.isDirectory(root.resolve(".mvn/dist"))) {
      root = root.getParent();
    }
    try (Stream<Path> all = Files.list(root.resolve(".mvn/dist"))) {
      return all.filter(path -> Files.isExecutable(path.resolve("bin/mvn")))
          .findFirst()
          .orElseThrow()
          .toRealPath();
    }
  }

  private static String answer(SluiceClient client) throws Exception {
    InvokeResult result = client.invoke(NAME, InvokeRequest.json("\"a\""));
    assertThat(result.problem()).isNull();
    return result.text();
  }

  @Test
  void shouldBuildAProjectOfMavenAndKeepWhatItFetched() throws Exception {
    Path folder = Scratch.create("maven");
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data"))
            .config("build.network=host\nbuild.timeout=8m\nbuild.maven=" + maven() + "\n")
            .start()) {
      SluiceClient client = server.client();
      client.createFunction(
          new FunctionSpec(
              NAME,
              "java",
              "shop.Main::handle",
              project("1.17.1", "one", ""),
              256,
              null,
              null,
              null,
              null));
      assertThat(answer(client)).isEqualTo("\"one ca978112\"");

      Problem problem =
          Refused.with(
              ErrorCode.BUILD_FAILED,
              () -> client.putCode(NAME, project("0.0.0", "never", ""), null));
      assertThat(problem.detail()).contains("BUILD FAILURE").contains("commons-codec:jar:0.0.0");
      assertThat(answer(client)).isEqualTo("\"one ca978112\"");

      // Without network, as far as Maven is concerned: all that it needs is in the cache.
      client.putCode(NAME, project("1.17.1", "two", "-o\n"), null);
      assertThat(answer(client)).isEqualTo("\"two ca978112\"");

      List<BuildInfo> builds = client.builds().list(NAME, null, null).items();
      assertThat(builds)
          .extracting(BuildInfo::state)
          .containsExactly("succeeded", "failed", "succeeded");
      assertThat(client.builds().log(NAME, builds.get(0).id()))
          .extracting(BuildLogLine::text)
          .anyMatch(line -> line.contains("BUILD SUCCESS"));
    } finally {
      Scratch.delete(folder);
    }
  }
}
