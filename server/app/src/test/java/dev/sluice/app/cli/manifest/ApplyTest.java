package dev.sluice.app.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.app.TestServer;
import dev.sluice.app.cli.TestShell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans and what becomes of them, against a server whose functions never run. */
final class ApplyTest {
  private static final String HELLO =
      """
      name: shop
      functions:
        hello:
          runtime: python3
          handler: main.handler
          code: |
            def handler(event, context):
                return event
          publish: true
          aliases:
            live: {version: latest}
      """;

  @TempDir Path data;
  @TempDir Path folder;

  private TestServer server;
  private TestShell shell;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data, Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
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

  private int run(String... words) throws Exception {
    shell =
        new TestShell()
            .with("SLUICE_URL", server.url().toString())
            .with("SLUICE_TOKEN", server.token())
            .with("DB_PASSWORD", "hunter2");
    return shell.run(words);
  }

  private void done(String manifest, String... options) throws Exception {
    assertThat(apply(manifest, options)).as(shell.err()).isZero();
  }

  private void refused(String manifest, String words) throws Exception {
    assertThat(apply(manifest)).isEqualTo(1);
    assertThat(shell.err()).startsWith("error: ").contains(words).hasLineCount(1);
  }

  private JsonNode function(String name) throws Exception {
    return server.get("/v1/functions/" + name).json();
  }

  @Test
  void shouldMakeAllOnceAndThenNothing() throws Exception {
    done(HELLO);

    assertThat(shell.out())
        .isEqualTo(
            """
            + function hello: create (python3, main.handler, inline, 46 B)
            + version 1 of hello: create
            + alias live of hello: create (version 1 (100 %))
            Plan of the manifest 'shop': 3 to create.
            function hello created
            version 1 of hello created
            alias live of hello created
            """);
    assertThat(function("hello").path("labels").path("sluice/manifest").asText()).isEqualTo("shop");
    long revision = function("hello").path("revision").asLong();

    done(HELLO);

    assertThat(shell.out())
        .isEqualTo(
            """
            = function hello: unchanged
            = version 1 of hello: unchanged
            = alias live of hello: unchanged
            Nothing to do: all is as the manifest 'shop' says.
            """);
    assertThat(function("hello").path("revision").asLong()).isEqualTo(revision);
  }

  @Test
  void shouldChangeNothingInADryRun() throws Exception {
    done(HELLO, "--dry-run");

    assertThat(shell.out()).endsWith("Plan of the manifest 'shop': 3 to create.\n");
    assertThat(server.get("/v1/functions/hello").status()).isEqualTo(404);
  }

  @Test
  void shouldShowEachFieldThatChangesWithOldAndNewValue() throws Exception {
    done(HELLO);

    done(
        HELLO
            .replace("return event", "return 42")
            .replace("    publish", "    memoryMiB: 256\n    environment: {A: b}\n    publish"));

    assertThat(shell.out())
        .startsWith(
            """
            ~ function hello: update
                environment.A: (none) -> b
                memoryMiB: 128 -> 256
                code: inline, 46 B, sha256:\
            """)
        .contains(" -> inline, 43 B\n")
        .contains(
            """
            + version 2 of hello: create
            ~ alias live of hello: update
                weights: version 1 (100 %) -> version 2 (100 %)
            Plan of the manifest 'shop': 1 to create, 2 to update.
            """);
    assertThat(function("hello").path("memoryMiB").asInt()).isEqualTo(256);
  }

  @Test
  void shouldBringBackWhatSomebodyChangedByHand() throws Exception {
    done(HELLO);
    server.send(
        "PATCH", "/v1/functions/hello", "{\"labels\":{\"x\":\"y\"},\"timeoutSeconds\":1.5}");
    server.post("/v1/functions/hello/disable", "");

    done(HELLO);

    assertThat(shell.out())
        .startsWith(
            """
            ~ function hello: update
                enabled: false -> true
                labels.sluice/manifest: (none) -> shop
                labels.x: y -> (none)
                timeoutSeconds: 1.5 -> 30
            = version 1 of hello: unchanged
            """);
    done(HELLO);
    assertThat(shell.out()).contains("Nothing to do");
  }

  @Test
  void shouldPruneOnlyWhatCameFromThisManifest() throws Exception {
    String two = HELLO + "  old:\n    {runtime: python3, handler: main.handler, code: x}\n";
    done(two);
    done(two.replace("name: shop", "name: other").replace("old:", "kept:"));
    done(two);
    server.create("stranger", "main.handler");

    done(HELLO);
    assertThat(shell.err()).contains("not in the manifest any more: old;");
    assertThat(server.get("/v1/functions/old").status()).isEqualTo(200);

    done(HELLO, "--prune");
    assertThat(shell.out())
        .contains("- function old: delete (it is not in the manifest any more)")
        .contains("function old deleted");
    assertThat(server.get("/v1/functions/old").status()).isEqualTo(404);
    assertThat(server.get("/v1/functions/kept").status()).isEqualTo(200);
    assertThat(server.get("/v1/functions/stranger").status()).isEqualTo(200);
  }

  @Test
  void shouldStopAtAFailureAndGoOnFromThere() throws Exception {
    String bad = HELLO + "  wrong:\n    {runtime: cobol, handler: main.handler, code: x}\n";

    assertThat(apply(bad)).isEqualTo(1);

    assertThat(shell.out()).endsWith("alias live of hello created\n");
    assertThat(shell.err())
        .startsWith("error: function wrong: ")
        .contains("(unknown-runtime); 3 changes were made, not made: function wrong;")
        .hasLineCount(1);

    done(bad.replace("cobol", "python3"));
    assertThat(shell.out()).contains("Plan of the manifest 'shop': 1 to create, 3 unchanged.");
  }

  @Test
  void shouldAskForSecretsThatAreMissing() throws Exception {
    assertThat(
            apply(
                HELLO.replace(
                    "functions:",
                    """
                    secrets: [db, {name: api, fromEnvironment: UNSET}]
                    functions:\
                    """)))
        .isEqualTo(1);

    assertThat(shell.err())
        .contains(":2:11: the secret 'db' does not exist; set it with: sluice secret set db\n")
        .contains(":2:15: the secret 'api' does not exist, and the variable UNSET,")
        .hasLineCount(2);
    assertThat(server.get("/v1/functions/hello").status()).isEqualTo(404);
    refused(
        HELLO.replace("    publish", "    environmentFrom: {P: {secret: db}}\n    publish"),
        "the function 'hello' uses the secret 'db', which does not exist");
  }

  @Test
  void shouldMakeSecretOfAVariableOnce() throws Exception {
    String manifest =
        HELLO
            .replace(
                "functions:", "secrets: [{name: db, fromEnvironment: DB_PASSWORD}]\nfunctions:")
            .replace("    publish", "    environmentFrom: {P: {secret: db}}\n    publish");

    done(manifest);
    assertThat(shell.out())
        .startsWith("+ secret db: create (its value is in $DB_PASSWORD)\n")
        .doesNotContain("hunter2");
    done(manifest);
    assertThat(shell.out()).startsWith("= secret db: unchanged\n").contains("Nothing to do");
  }

  @Test
  void shouldRefuseAliasesOfVersionsThatAreNotThere() throws Exception {
    refused(
        HELLO.replace("version: latest", "version: 2"), "names version 2, which does not exist");
    refused(HELLO.replace("    publish: true\n", ""), "give the function 'publish: true'");
    done(HELLO.replace("version: latest", "version: 1"));
  }

  @Test
  void shouldSetAndTakeAwayWhatKeepsCallersOnAVersion() throws Exception {
    String keyed = HELLO.replace("latest}", "latest, routingKey: {header: X-User}}");
    done(HELLO);

    done(keyed);
    assertThat(shell.out())
        .contains("~ alias live of hello: update\n    routingKey: (none) -> header X-User\n");
    done(keyed);
    assertThat(shell.out()).contains("Nothing to do");
    assertThat(run("export")).isZero();
    done(shell.out());
    assertThat(shell.out()).contains("Nothing to do");

    done(HELLO);
    assertThat(server.get("/v1/functions/hello/aliases/live").json().has("routingKey")).isFalse();
  }

  @Test
  void shouldRefuseCodeThatIsNotThere() throws Exception {
    refused(
        "functions:\n  a: {runtime: python3, handler: main.handler, code: {path: none.py}}\n",
        "sluice.yaml:2:54: there is no file " + folder.resolve("none.py"));
    refused("functions:\n  a: {code: x}\n", "cannot tell the runtime and the handler of 'a'");
  }

  @Test
  void shouldRefuseAnotherNamespaceThanItsOwnAndUseItsOwn() throws Exception {
    assertThat(apply("namespace: web\n" + HELLO, "--namespace", "other")).isEqualTo(1);
    assertThat(shell.err()).contains("belongs to the namespace 'web', and 'other' was asked for");

    done("namespace: web\n" + HELLO);

    assertThat(server.get("/v1/functions/hello").status()).isEqualTo(404);
    assertThat(server.get("/v1/functions/hello", "Sluice-Namespace", "web").status())
        .isEqualTo(200);
  }

  @Test
  void shouldTellPlanAndResultAsJson() throws Exception {
    done(HELLO, "--dry-run", "--output", "json");
    JsonNode plan = TestServer.JSON.readTree(shell.out());
    assertThat(plan.path("counts").path("create").asInt()).isEqualTo(3);
    assertThat(plan.path("changes").get(0).path("action").asText()).isEqualTo("create");
    assertThat(plan.path("changes").get(0).path("state").asText()).isEqualTo("planned");

    assertThat(apply(HELLO + "  wrong: {runtime: cobol, handler: h.h, code: x}\n", "-o", "json"))
        .isEqualTo(1);
    JsonNode result = TestServer.JSON.readTree(shell.out());
    assertThat(result.path("changes").get(2).path("state").asText()).isEqualTo("done");
    assertThat(result.path("changes").get(3).path("state").asText()).isEqualTo("failed");
    assertThat(result.path("error").path("code").asText()).isEqualTo("unknown-runtime");
  }

  @Test
  void shouldExportWhatApplyTakesForTheSame() throws Exception {
    done(
        HELLO.replace(
            "    publish: true\n",
            "    publish: 'first: one'\n    cpus: 0.5\n    labels: {team: web}\n    enabled: false\n"));

    assertThat(run("export")).as(shell.err()).isZero();
    String exported = shell.out();
    assertThat(exported).contains("    code: |\n      def handler(event, context):\n");
    done(exported);
    assertThat(shell.out()).contains("Nothing to do");
    done(exported, "--namespace", "elsewhere");
    done(exported, "--namespace", "elsewhere");
    assertThat(shell.out()).contains("Nothing to do");

    assertThat(run("export", "--output", "json")).isZero();
    done(shell.out());
    assertThat(shell.out()).contains("Nothing to do");
  }

  private static final String EVENTS =
      HELLO
          + """
      secrets:
        - {name: hook, fromEnvironment: DB_PASSWORD}
      sinks:
        done:
          kind: http
          options: {url: 'http://127.0.0.1:1/', token: {secret: hook}}
      associations:
        ticks:
          sources: [nightly, github]
          filter: type LIKE 'dev.%'
          targets:
            - {function: hello, qualifier: live, input: .id}
          orderBy: subject
        ledger:
          targets:
            - {function: hello}
          ordered: {by: $.data.id, shards: 4, onPoison: block, retention: {count: 9, seconds: 60}}
          combine:
            when: a or b
            correlate: subject
            parts: [{name: a, source: events, correlate: $.data.id}, {name: b, filter: type = 'b'}]
      sources:
        nightly:
          kind: schedule
          options: {cron: 0 2 * * *, timezone: Europe/Berlin}
          paused: true
        github:
          kind: webhook
          description: pushes
          options: {verify: hmac-sha256, secret: {secret: hook}, headers: X-GitHub-Event}
      """;

  @Test
  void shouldMakeSinksAssociationsAndSourcesOnce() throws Exception {
    done(EVENTS);
    assertThat(shell.out())
        .contains(
            """
            + secret hook: create (its value is in $DB_PASSWORD)
            + sink done: create (http)
            + function hello: create (python3, main.handler, inline, 46 B)
            """)
        .contains(
            """
            + association ticks: create
            + association ledger: create
            + source nightly: create (schedule)
            + source github: create (webhook)
            Plan of the manifest 'shop': 9 to create.
            """);
    assertThat(server.get("/v1/sources/nightly").json().path("state").asText()).isEqualTo("paused");
    assertThat(server.get("/v1/associations/ticks").json().path("manifest").asText())
        .isEqualTo("shop");

    done(EVENTS);

    assertThat(shell.out()).endsWith("Nothing to do: all is as the manifest 'shop' says.\n");
  }

  @Test
  void shouldShowAndBringBackWhatChangedOfThem() throws Exception {
    done(EVENTS);
    done(
        EVENTS
            .replace("0 2 * * *", "0 3 * * *")
            .replace("    paused: true\n", "")
            .replace("127.0.0.1:1/", "127.0.0.1:2/")
            .replace(", input: .id", ""));
    assertThat(shell.out())
        .contains("    options.cron: 0 2 * * * -> 0 3 * * *\n    paused: true -> false\n")
        .contains("    options.url: http://127.0.0.1:1/ -> http://127.0.0.1:2/\n")
        .contains("~ association ticks: update\n    targets: ");
    assertThat(server.get("/v1/sources/nightly").json().path("state").asText())
        .isEqualTo("running");
  }

  @Test
  void shouldPruneOnlySinksAssociationsAndSourcesOfThisManifest() throws Exception {
    done(EVENTS);
    assertThat(run("source", "create", "byhand", "--kind", "schedule", "--option", "every=1h"))
        .isZero();
    done(HELLO);
    assertThat(shell.err())
        .contains("source github")
        .contains("source nightly")
        .contains("association ticks")
        .contains("sink done")
        .doesNotContain("byhand");
    done(HELLO, "--prune");
    assertThat(server.get("/v1/sources").json().path("items"))
        .extracting(each -> each.path("name").asText())
        .containsExactly("byhand");
    assertThat(server.get("/v1/associations").json().path("items")).isEmpty();
    assertThat(server.get("/v1/sinks").json().path("items")).isEmpty();
  }

  @Test
  void shouldExportThemAsApplyTakesThem() throws Exception {
    done(EVENTS);
    assertThat(run("export")).isZero();
    String exported = shell.out();
    assertThat(exported).contains("secrets:\n  - hook\n").contains("paused: true");
    done(exported);
    assertThat(shell.out()).endsWith("Nothing to do: all is as the manifest 'shop' says.\n");
    done("name: shop\nfunctions: {}\n", "--prune");
    done(exported);
    assertThat(shell.out()).contains("+ source github: create (webhook)");
    assertThat(run("export")).isZero();
    assertThat(shell.out()).isEqualTo(exported);
  }

  @Test
  void shouldSayWhatIsWrongWithThem() throws Exception {
    refused("name: a\nsources: {x: {options: {cron: '* * * * *'}}}\n", "has no kind");
    refused(
        "name: a\nsinks: {x: {kind: http, options: {token: {secret: gone}}}}\n",
        "the sink 'x' uses the secret 'gone', which does not exist");
    refused("name: a\nassociations: {x: {targets: [{qualifier: live}]}}\n", "needs a 'function'");
    done("name: a\nsources: {x: {kind: schedule, options: {every: 1h}}}\n");
    refused("name: a\nsources: {x: {kind: kafka}}\n", "cannot become one of kafka");
  }

  @Test
  void shouldKeepNumbersOfVersionsThatAreHistoryAndSaySo() throws Exception {
    done(HELLO);
    done(HELLO.replace("return event", "return 1").replace("version: latest", "version: 1"));

    assertThat(run("export")).isZero();

    assertThat(shell.err())
        .isEqualTo(
            "note: the alias live of hello stands for version 1, which is history that the manifest"
                + " does not bring to another namespace\n");
    done(shell.out());
    assertThat(shell.out()).contains("Nothing to do");
  }
}
