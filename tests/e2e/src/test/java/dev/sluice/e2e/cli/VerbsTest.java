package dev.sluice.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.SharedServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each verb of the command line against the real server, in the order of a function's life. */
class VerbsTest extends SharedServerTest {
  private static final String SPEAKS =
      """
      import logging
      def handler(event, context):
          print("heard", event)
          logging.error("grave %s", event)
          return {"heard": event}
      """;

  private Path folder;
  private String code;
  private Cli cli;

  @BeforeEach
  void prepare() throws Exception {
    folder = Scratch.create("cli");
    Files.writeString(folder.resolve("main.py"), SPEAKS);
    code = folder.resolve("main.py").toString();
    cli = new Cli(client.connection());
  }

  @AfterEach
  void cleanUp() throws Exception {
    Scratch.delete(folder);
  }

  @Test
  void shouldLeadAFunctionThroughItsLife() throws Exception {
    String name = name("cli");
    cli.run("function", "create", name, "--code", code, "--label", "team=cli");
    assertThat(cli.run("function", "list", "--label", "team=cli")).contains(name);
    assertThat(cli.run("function", "code", name)).isEqualTo(SPEAKS);

    cli.run("function", "publish", name, "--description", "one");
    cli.run("function", "update", name, "--timeout", "5", "--env", "REGION=north");
    cli.run("function", "publish", name);
    assertThat(cli.run("function", "versions", name)).contains("one").contains("2");
    JsonNode now = Json.read(cli.run("function", "get", name, "-o", "json"));
    assertThat(now.path("timeoutSeconds").asDouble()).isEqualTo(5);
    assertThat(now.path("environment").path("REGION").asText()).isEqualTo("north");

    cli.run("alias", "set", name, "live", "1=0.5", "2=0.5");
    assertThat(cli.run("alias", "list", name)).contains("live");
    assertThat(cli.refused("function", "delete", name, "--version", "1")).contains("live");
    assertThat(cli.run("alias", "get", name, "live")).contains("50");
    cli.run("alias", "delete", name, "live");
    assertThat(cli.run("alias", "list", name)).doesNotContain("live");
    cli.run("function", "delete", name, "--version", "1");

    cli.run("function", "disable", name);
    assertThat(cli.refused("function", "invoke", name)).contains("disabled");
    cli.run("function", "enable", name);
    assertThat(Json.read(cli.run("function", "invoke", name, "-d", "7")).path("heard").asInt())
        .isEqualTo(7);

    cli.run("function", "delete", name);
    assertThat(cli.refused("function", "get", name)).contains("function-not-found");
    cli.run("function", "delete", name, "--if-exists");
  }

  @Test
  void shouldFindInvocationsAndTheirLogs() throws Exception {
    String name = name("cli-logs");
    cli.run("function", "create", name, "--code", code);
    cli.run("function", "invoke", name, "-d", "\"first\"");
    cli.run("function", "invoke", name, "-d", "\"second\"");

    JsonNode list =
        Json.read(cli.run("invocation", "list", "--function", name, "-o", "json")).path("items");
    assertThat(list).hasSize(2);
    String first = list.path(1).path("id").asText();
    assertThat(cli.run("invocation", "get", first)).contains(first).contains("succeeded");
    assertThat(cli.run("invocation", "list", "--function", name, "--status", "failed"))
        .doesNotContain(first);

    assertThat(cli.run("function", "logs", name).lines())
        .hasSize(5)
        .first()
        .satisfies(line -> assertThat(line).endsWith("Created."));
    assertThat(cli.run("function", "logs", name, "--level", "error").lines())
        .hasSize(2)
        .allMatch(line -> line.contains("grave"));
    assertThat(cli.run("function", "logs", name, "--grep", "SECOND").lines()).hasSize(2);
    assertThat(cli.run("function", "logs", name, "--invocation", first).lines())
        .hasSize(2)
        .allMatch(line -> line.contains("first"));
    assertThat(cli.run("function", "logs", name, "-n", "1").lines()).hasSize(1);
    assertThat(cli.run("function", "logs", name, "--regex", "se.on[a-d]").lines()).hasSize(2);
  }

  @Test
  void shouldShowLogsOfSeveralFunctionsInTheOrderOfTime() throws Exception {
    String one = name("cli-logs");
    String two = name("cli-logs");
    cli.run("function", "create", one, "--code", code);
    cli.run("function", "create", two, "--code", code);
    cli.run("function", "invoke", one, "-d", "\"a\"");
    cli.run("function", "invoke", two, "-d", "\"b\"");
    cli.run("function", "invoke", one, "-d", "\"c\"");

    String text = cli.run("function", "logs", two, one, "--level", "error");

    assertThat(text.lines()).hasSize(3);
    assertThat(text.lines().map(line -> line.contains(one))).containsExactly(true, false, true);
    assertThat(cli.run("function", "logs", two, one, "-n", "1").lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains(one));
  }

  @Test
  void shouldRunAFolderWithABootstrap() throws Exception {
    String name = name("cli-provided");
    Path program = Files.createDirectory(folder.resolve("tool")).resolve("bootstrap");
    Files.writeString(
        program,
        """
        #!/bin/sh
        set -euo pipefail
        api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
        while true; do
          event=$(curl -sS -D /tmp/headers "$api/next")
          id=$(tr -d '\r' < /tmp/headers | sed -n 's/^Lambda-Runtime-Aws-Request-Id: //p')
          echo "heard $event" >&2
          curl -sS -o /dev/null "$api/$id/response" -d '{"heard":'"$event"'}'
        done
        """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-x---"));

    assertThat(cli.run("function", "create", name, "--code", program.getParent().toString()))
        .contains("provided, bootstrap");
    for (String event : List.of("1", "{\"a\":2}")) {
      assertThat(cli.run("function", "invoke", name, "-d", event).replaceAll("\\s", ""))
          .isEqualTo("{\"heard\":" + event + "}");
    }
    assertThat(cli.run("function", "logs", name)).contains("heard 1").contains("heard {\"a\":2}");

    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r-----"));
    cli.run("function", "update", name, "--code", program.getParent().toString());
    assertThat(cli.refused("function", "invoke", name)).contains("chmod +x bootstrap");
  }

  @Test
  void shouldInvokeForEachItemOfAFileFromTheLauncher() throws Exception {
    String name = name("cli-each");
    Cli.Result made = cli.launch(folder, "function", "create", name, "--code", "main.py");
    assertThat(made.status()).as(made.err()).isZero();
    Files.writeString(folder.resolve("items.json"), "{\"items\": [1, 2, 3]}");

    Cli.Result result =
        cli.launch(folder, "function", "invoke", name, "--each", "items.json", "--path", "items");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out().lines().map(line -> line.replace(" ", "")))
        .containsExactly("{\"heard\":1}", "{\"heard\":2}", "{\"heard\":3}");
  }
}
