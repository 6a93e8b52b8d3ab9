package dev.sluice.app.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.app.TestServer;
import dev.sluice.app.cli.TestShell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows in manifests, against a server whose functions never run. */
final class ApplyWorkflowsTest {
  private static final String FLOW =
      """
      # Tells a number.
      document: {dsl: 1.0.3, namespace: n, name: hot, version: 1.0.0}
      do:
        - tell: {set: {n: 1}}
      """;

  private static final String SHOP =
      """
      name: shop
      functions:
        before:
          runtime: python3
          handler: main.handler
          code: x
          async: {onSuccess: {workflow: hot}}
        called: {runtime: python3, handler: main.handler, code: x}
      workflows:
        hot:
          path: hot.flow.yaml
          aliases:
            live: {version: latest}
      associations:
        all:
          targets: [{function: before}]
      """;

  private static final String EMPTY = "name: shop\nfunctions: {}\n";

  @TempDir Path data;
  @TempDir Path folder;

  private TestServer server;
  private TestShell shell;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data, Map.of());
    flow(FLOW);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void flow(String text) throws Exception {
    Files.writeString(folder.resolve("hot.flow.yaml"), text);
  }

  private int run(String... words) throws Exception {
    shell =
        new TestShell()
            .with("SLUICE_URL", server.url().toString())
            .with("SLUICE_TOKEN", server.token());
    return shell.run(words);
  }

  private int apply(String manifest, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("sluice.yaml"), manifest);
    String[] words = new String[options.length + 3];
    words[0] = "apply";
    words[1] = "-f";
    words[2] = file.toString();
    System.arraycopy(options, 0, words, 3, options.length);
    return run(words);
  }

  private void done(String manifest, String... options) throws Exception {
    assertThat(apply(manifest, options)).as(shell.err()).isZero();
  }

  private void deployByHand(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("hand.flow.yaml"), text);
    assertThat(run("workflow", "deploy", file.toString())).isZero();
  }

  private JsonNode workflow() throws Exception {
    return server.get("/v1/workflows/hot").json();
  }

  private JsonNode live() throws Exception {
    return server.get("/v1/workflows/hot/aliases").json().path("items").path(0).path("weights");
  }

  @Test
  void shouldDeployAfterWhatItCallsAndBeforeWhatLeadsToItAndThenNothing() throws Exception {
    done(SHOP);

    assertThat(shell.out())
        .isEqualTo(
            """
            + function called: create (python3, main.handler, inline, 1 B)
            + workflow hot: create (%d B)
            + alias live of hot: create (version latest (100 %%))
            + function before: create (python3, main.handler, inline, 1 B)
            + association all: create
            Plan of the manifest 'shop': 5 to create.
            function called created
            workflow hot created
            alias live of hot created
            function before created
            association all created
            """
                .formatted(FLOW.getBytes(StandardCharsets.UTF_8).length));
    assertThat(workflow().path("definition").asText()).isEqualTo(FLOW);
    assertThat(workflow().path("manifest").asText()).isEqualTo("shop");
    assertThat(live().toString()).isEqualTo("{\"1\":1.0}");

    done(SHOP);

    assertThat(shell.out())
        .contains("= workflow hot: unchanged\n= alias live of hot: unchanged\n")
        .endsWith("Nothing to do: all is as the manifest 'shop' says.\n");
    assertThat(workflow().path("version").asInt()).isEqualTo(1);
  }

  @Test
  void shouldChangeNothingInADryRun() throws Exception {
    done(SHOP, "--dry-run");

    assertThat(shell.out()).endsWith("Plan of the manifest 'shop': 5 to create.\n");
    assertThat(server.get("/v1/workflows/hot").status()).isEqualTo(404);
  }

  @Test
  void shouldDeployAnotherTextAsAVersionThatLatestFollows() throws Exception {
    done(SHOP);
    flow(FLOW.replace("{n: 1}", "{n: 12}"));

    done(SHOP.replace("version: latest", "weights: {1: 0.9, latest: 0.1}"));

    assertThat(shell.out())
        .contains(
            """
            ~ workflow hot: update
                document: version 1, 110 B -> 111 B
            ~ alias live of hot: update
                weights: version 1 (100 %) -> versions 1 (90 %), 2 (10 %)
            """);
    assertThat(workflow().path("version").asInt()).isEqualTo(2);
    assertThat(live().toString()).isEqualTo("{\"1\":0.9,\"2\":0.1}");
  }

  @Test
  void shouldSeeAChangeByHandAndBringTheTextBack() throws Exception {
    done(SHOP);
    deployByHand(FLOW + "# by hand\n");

    done(SHOP);

    assertThat(shell.out()).contains("    document: version 2, ");
    assertThat(workflow().path("definition").asText()).isEqualTo(FLOW);
    assertThat(workflow().path("version").asInt()).isEqualTo(3);
    assertThat(live().toString()).isEqualTo("{\"3\":1.0}");
    done(SHOP);
    assertThat(shell.out()).contains("Nothing to do");
  }

  @Test
  void shouldTakeOverAWorkflowWithoutANewVersion() throws Exception {
    deployByHand(FLOW);

    done(SHOP);

    assertThat(shell.out()).contains("~ workflow hot: update\n    manifest: (none) -> shop\n");
    assertThat(workflow().path("version").asInt()).isEqualTo(1);
    assertThat(workflow().path("manifest").asText()).isEqualTo("shop");
    assertThat(live().toString()).isEqualTo("{\"1\":1.0}");
  }

  @Test
  void shouldPruneOnlyWorkflowsOfThisManifest() throws Exception {
    deployByHand(FLOW.replace("hot", "stranger"));
    done(SHOP);

    done(EMPTY);
    assertThat(shell.err()).contains("workflow hot").doesNotContain("stranger");
    assertThat(server.get("/v1/workflows/hot").status()).isEqualTo(200);

    done(EMPTY, "--prune");
    assertThat(shell.out())
        .contains("- workflow hot: delete (it is not in the manifest any more)\n")
        .contains("workflow hot deleted\n");
    assertThat(server.get("/v1/workflows").json().path("items"))
        .extracting(each -> each.path("name").asText())
        .containsExactly("stranger");
  }

  @Test
  void shouldPointAliasesToWhatIsDeployedWhereDeletedVersionsWereCounted() throws Exception {
    done(SHOP);
    done(EMPTY, "--prune");

    done(SHOP);

    assertThat(workflow().path("version").asInt()).isEqualTo(2);
    assertThat(live().toString()).isEqualTo("{\"2\":1.0}");
  }

  @Test
  void shouldRefuseBrokenDocumentsAndMissingVersionsBeforeAnythingIsChanged() throws Exception {
    flow("document: [\n");
    assertThat(apply(SHOP)).isEqualTo(1);
    assertThat(shell.err()).startsWith("error: " + folder.resolve("hot.flow.yaml") + ":");

    flow(FLOW);
    assertThat(apply(SHOP.replace("version: latest", "version: 7"))).isEqualTo(1);
    assertThat(shell.err())
        .contains("the alias 'live' of the workflow 'hot' names version 7, which does not exist;")
        .hasLineCount(1);

    assertThat(apply(SHOP.replace("path: hot", "path: gone"))).isEqualTo(1);
    assertThat(shell.err()).contains(":11:11: there is no file ").hasLineCount(1);
    assertThat(server.get("/v1/functions").json().path("items")).isEmpty();
    assertThat(server.get("/v1/workflows").json().path("items")).isEmpty();
  }

  @Test
  void shouldExportDocumentsAsTextThatApplyTakes() throws Exception {
    done(SHOP);
    assertThat(run("export")).as(shell.err()).isZero();
    String exported = shell.out();
    assertThat(exported)
        .contains("workflows:\n  hot:\n    inline: |\n      # Tells a number.\n      document: ")
        .contains("    aliases:\n      live:\n        version: latest\n");

    done(exported);
    assertThat(shell.out()).contains("Nothing to do");
    done(exported, "--namespace", "elsewhere");
    assertThat(run("export", "--namespace", "elsewhere")).isZero();
    assertThat(shell.out()).isEqualTo(exported);
  }

  @Test
  void shouldExportDocumentsBesideTheManifestByteForByte() throws Exception {
    String text = "# größe 😀\r\n" + FLOW.replace("\n", " \r\n");
    flow(text);
    done(SHOP);
    Path out = folder.resolve("out");

    assertThat(run("export", "--dir", out.toString())).as(shell.err()).isZero();

    assertThat(Files.readString(out.resolve("sluice.yaml")))
        .contains("workflows:\n  hot:\n    path: hot.flow.yaml\n");
    assertThat(Files.readString(out.resolve("hot.flow.yaml"))).isEqualTo(text);
    assertThat(run("apply", "-f", out.resolve("sluice.yaml").toString())).isZero();
    assertThat(shell.out()).contains("Nothing to do");
    assertThat(run("export")).isZero();
    done(shell.out());
    assertThat(shell.out()).contains("Nothing to do");
  }

  @Test
  void shouldSayWhatAnExportLeavesBehind() throws Exception {
    done(SHOP);
    flow(FLOW.replace("{n: 1}", "{n: 2}"));
    done(SHOP.replace("version: latest", "version: 1"));
    assertThat(run("workflow", "deploy", folder.resolve("hot.flow.yaml").toString(), "--name", "b"))
        .isZero();

    assertThat(run("export")).isZero();

    assertThat(shell.err())
        .isEqualTo(
            """
            note: the workflow b is left out: its document names itself hot, and a manifest has them \
            under one name
            note: the alias live of hot stands for version 1, which is history that the manifest does \
            not bring to another namespace
            """);
    done(shell.out());
    assertThat(shell.out()).contains("Nothing to do");
  }
}
