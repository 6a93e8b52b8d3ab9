package dev.sluice.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.RoleInfo;
import dev.sluice.client.Connection;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.ListRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.WorkflowsClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Zips;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Namespaces that are brought to what a file says, and functions that then answer. */
class ManifestTest extends SharedServerTest {
  private static final Path EXAMPLES = Path.of(System.getProperty("sluice.examples"));
  private static final String COUNT = "exports.handler = async (e) => e.items.length;\n";
  private static final String RESTOCK =
      """
      # What is sold is ordered again.
      document: {dsl: 1.0.3, namespace: shop, name: restock, version: 1.0.0}
      do:
        - count:
            call: count
            with: {event: '${ . }'}
        - order: {set: {order: '${ . }'}}
      """;

  private Path folder;
  private Tenancy one;
  private Tenancy other;

  /** A namespace of this test, and the command line in it. */
  private record Tenancy(SluiceClient client, Cli cli) {
    static Tenancy of(SluiceClient admin, String namespace) {
      Connection own = admin.connection();
      Map<String, String> environment = new HashMap<>();
      environment.put("SLUICE_URL", own.url().toString());
      environment.put("SLUICE_TOKEN", own.token());
      environment.put("SLUICE_NAMESPACE", namespace);
      return new Tenancy(
          new SluiceClient(new Connection(own.url(), own.token(), namespace)),
          new Cli(environment));
    }

    String call(String function, String qualifier, String event) throws Exception {
      InvokeResult result = client.invoke(function, InvokeRequest.json(event).to(qualifier));
      assertThat(result.problem()).isNull();
      return Json.read(result.text()).toString();
    }

    void clear() throws Exception {
      for (var association : client.events().associations()) {
        client.events().delete(association.name());
      }
      for (var source : client.sources().list()) {
        client.sources().delete(source.name());
      }
      for (var workflow : client.workflows().list()) {
        client.workflows().delete(workflow.name());
      }
      for (FunctionInfo function : client.functions(ListRequest.all()).items()) {
        client.deleteFunction(function.name(), null);
      }
      for (var sink : client.sinks().list()) {
        client.sinks().delete(sink.name());
      }
      for (var role : client.roles().list()) {
        client.roles().delete(role.name());
      }
      for (var secret : client.namespaces().secrets()) {
        client.namespaces().deleteSecret(secret.name());
      }
    }
  }

  @BeforeEach
  void prepare() throws Exception {
    folder = Scratch.create("manifest");
    one = Tenancy.of(client, "manifest-one");
    other = Tenancy.of(client, "manifest-other");
  }

  @AfterEach
  void cleanUp() throws Exception {
    one.clear();
    other.clear();
    Scratch.delete(folder);
  }

  /** The example of the documentation with its files; the path of its manifest. */
  private String documented() throws Exception {
    String text = Files.readString(EXAMPLES.resolveSibling("docs/manifest.md"));
    int start = text.indexOf("```yaml\n") + "```yaml\n".length();
    Files.writeString(Files.createDirectory(folder.resolve("count")).resolve("index.js"), COUNT);
    Files.writeString(folder.resolve("restock.flow.yaml"), RESTOCK);
    return manifest(text.substring(start, text.indexOf("```", start)));
  }

  private String manifest(String text) throws Exception {
    return Files.writeString(folder.resolve("sluice.yaml"), text).toString();
  }

  @Test
  void shouldApplyTheExampleOfTheDocumentationOnceAndThenNothing() throws Exception {
    String file = documented();
    one.client.namespaces().setSecret("alarm-token", "hunter1");
    assertThat(one.cli.refused("apply", "-f", file)).contains("sluice secret set shop-db");
    one.client.namespaces().setSecret("shop-db", "hunter2");

    assertThat(one.cli.run("apply", "-f", file)).contains("alias live of greet created");

    assertThat(one.call("greet", "live", "{\"name\":\"Ada\"}"))
        .isEqualTo("{\"hello\":\"Ada\",\"region\":\"north\"}");
    RoleInfo clerk = one.client.roles().get("clerk");
    assertThat(clerk.usedBy()).containsExactly("greet", "greet:1");
    assertThat(clerk.manifest()).isEqualTo("shop");
    assertThat(one.call("count", "latest", "{\"items\":[1,2]}")).isEqualTo("2");
    assertThat(one.cli.run("apply", "-f", file)).contains("Nothing to do");
  }

  @Test
  void shouldServeWhatWasChangedAndPruneWhatIsGone() throws Exception {
    String file = documented();
    one.client.namespaces().setSecret("alarm-token", "hunter1");
    one.client.namespaces().setSecret("shop-db", "hunter2");
    one.cli.run("apply", "-f", file);
    Files.writeString(folder.resolve("count/index.js"), COUNT.replace(".length", ".length * 10"));
    manifest(Files.readString(folder.resolve("sluice.yaml")).replace("north", "south"));

    String planned = one.cli.run("apply", "-f", file, "--dry-run");
    assertThat(planned)
        .contains("environment.REGION: north -> south")
        .contains("+ version 2 of greet: create")
        .contains("code: zip, ");
    assertThat(one.call("count", "latest", "{\"items\":[1,2]}")).isEqualTo("2");
    one.cli.run("apply", "-f", file);

    assertThat(one.call("greet", "live", "{\"name\":\"Ada\"}")).contains("south");
    assertThat(one.call("greet", "1", "{\"name\":\"Ada\"}")).contains("north");
    assertThat(one.call("count", "latest", "{\"items\":[1,2]}")).isEqualTo("20");

    String text = Files.readString(folder.resolve("sluice.yaml"));
    manifest(text.substring(0, text.indexOf("  count:")));
    assertThat(one.cli.run("apply", "-f", file, "--prune"))
        .contains("workflow restock deleted\nfunction count deleted");
    assertThat(one.client.functions(ListRequest.all()).items())
        .extracting(FunctionInfo::name)
        .containsExactly("greet");
  }

  @Test
  void shouldChangeARoleAndPruneItOnceNothingHasIt() throws Exception {
    String text =
        """
        name: roles
        roles:
          clerk: {invoke: ['price-*', 'price-*'], emit: ['shop.*']}
        functions:
          first:
            {runtime: python3, handler: main.handler, code: "def handler(e, c): return 1", role: clerk}
        """;
    one.cli.run("apply", "-f", manifest(text));
    assertThat(one.cli.run("apply", "-f", manifest(text))).contains("Nothing to do");
    assertThat(one.client.roles().get("clerk").invoke()).containsExactly("price-*");

    String narrow = text.replace(", emit: ['shop.*']", "");
    assertThat(one.cli.run("apply", "-f", manifest(narrow))).contains("role clerk", "emit");
    assertThat(one.client.roles().get("clerk").emit()).isEmpty();

    assertThat(one.cli.refused("apply", "-f", manifest(text.replace("role: clerk", "role: boss"))))
        .contains("There is no role 'boss'");
    String without =
        narrow.replace(", role: clerk", "").replaceAll("(?m)^(roles:|  clerk).*\n", "");
    assertThat(one.cli.run("apply", "-f", manifest(without), "--prune"))
        .endsWith("role clerk deleted\n");
    assertThat(one.client.roles().list()).isEmpty();
  }

  @Test
  void shouldStopAtWhatTheServerRefusesAndGoOnOnceItIsPutRight() throws Exception {
    String text =
        """
        functions:
          first: {runtime: python3, handler: main.handler, code: "def handler(e, c): return 1"}
          second: {runtime: nodejs, handler: main.handler, memoryMiB: 1, code: {path: index.js}}
          third: {runtime: python3, handler: main.handler, code: "def handler(e, c): return 3"}
        """;
    Files.writeString(folder.resolve("index.js"), COUNT);

    assertThat(one.cli.refused("apply", "-f", manifest(text)))
        .contains("function second")
        .contains("1 change was made, not made: function second, function third");

    assertThat(one.call("first", "latest", "{}")).isEqualTo("1");
    assertThat(one.cli.run("apply", "-f", manifest(text.replace("memoryMiB: 1", "memoryMiB: 64"))))
        .startsWith("= function first: unchanged\n+ function second")
        .endsWith("function second created\nfunction third created\n");
    assertThat(one.call("third", "latest", "{}")).isEqualTo("3");
  }

  @Test
  void shouldGiveTheSameFunctionsElsewhereThroughExport() throws Exception {
    Files.write(
        folder.resolve("tool.zip"),
        new Zips()
            .file("main.py", "def handler(event, context):\n    return open('data').read()\n")
            .file("data", "from an archive")
            .file("bin/run", "#!/bin/sh\n", 0755)
            .link("start", "bin/run")
            .build());
    String file = documented();
    manifest(
        Files.readString(folder.resolve("sluice.yaml"))
            .replace(
                "\nsinks:",
                "\n  tool: {code: {path: tool.zip}, maxInstances: 2, enabled: true}\nsinks:"));
    one.client.namespaces().setSecret("alarm-token", "hunter1");
    one.client.namespaces().setSecret("shop-db", "hunter2");
    one.cli.run("apply", "-f", file);

    assertThat(one.cli.refused("export", "tool")).contains("give --dir DIR");
    String out = folder.resolve("out").toString();
    one.cli.run("export", "--dir", out);
    String exported = out + "/sluice.yaml";
    assertThat(one.cli.run("apply", "-f", exported)).contains("Nothing to do");

    other.client.namespaces().setSecret("alarm-token", "hunter1");
    other.client.namespaces().setSecret("shop-db", "hunter3");
    other.cli.run("apply", "-f", exported);
    assertThat(other.cli.run("apply", "-f", exported)).contains("Nothing to do");
    for (FunctionInfo function : one.client.functions(ListRequest.all()).items()) {
      FunctionInfo twin = other.client.function(function.name());
      assertThat(twin.code()).isEqualTo(function.code());
      assertThat(twin)
          .usingRecursiveComparison()
          .ignoringFields("id", "namespace", "createdAt", "modifiedAt", "revision")
          .isEqualTo(function);
    }
    assertThat(other.call("tool", "latest", "{}")).isEqualTo("\"from an archive\"");
    assertThat(other.call("greet", "live", "{\"name\":\"Ada\"}")).contains("Ada");
    assertThat(one.cli.refused("export", "--dir", out)).contains("sluice.yaml exists");
  }

  /** What a version of restock orders for two items. */
  private String restocked(Tenancy tenancy, String qualifier) throws Exception {
    WorkflowsClient workflows = tenancy.client.workflows();
    String id =
        workflows
            .start(
                "restock",
                new ExecutionStart(null, null, Map.of("items", List.of(1, 2)), qualifier))
            .id();
    Await.until("it is over", () -> workflows.execution(id).endedAt() != null);
    ExecutionInfo ended = workflows.execution(id);
    assertThat(ended.status()).as("%s", ended).isEqualTo("completed");
    return Json.write(ended.output());
  }

  @Test
  void shouldRunWorkflowsOfAManifestAndDeployAnotherTextAsAVersion() throws Exception {
    String file = documented();
    one.client.namespaces().setSecret("alarm-token", "hunter1");
    one.client.namespaces().setSecret("shop-db", "hunter2");
    assertThat(one.cli.run("apply", "-f", file))
        .contains("workflow restock created\nalias live of restock created\n");
    assertThat(restocked(one, "live")).isEqualTo("{\"order\":2}");
    Files.writeString(
        folder.resolve("restock.flow.yaml"),
        RESTOCK.replace("order: '${ . }'", "order: '${ . * 3 }'"));

    assertThat(one.cli.run("apply", "-f", file, "--dry-run"))
        .contains("~ workflow restock: update");
    assertThat(restocked(one, "live")).isEqualTo("{\"order\":2}");
    one.cli.run("apply", "-f", file);

    assertThat(restocked(one, "live")).isEqualTo("{\"order\":6}");
    assertThat(restocked(one, "1")).isEqualTo("{\"order\":2}");
    assertThat(one.cli.run("apply", "-f", file)).contains("Nothing to do");
  }

  @Test
  void shouldChangeNothingWhereADocumentOfAWorkflowIsBroken() throws Exception {
    String file = documented();
    one.client.namespaces().setSecret("alarm-token", "hunter1");
    one.client.namespaces().setSecret("shop-db", "hunter2");
    Path document = folder.resolve("restock.flow.yaml");

    Files.writeString(document, RESTOCK.replace("call: count", "call:"));
    assertThat(one.cli.refused("apply", "-f", file)).contains(document + ":5:");
    Files.writeString(document, RESTOCK.replace("restock", "other"));
    assertThat(one.cli.refused("apply", "-f", file)).contains("names itself 'other'");
    Files.delete(document);
    assertThat(one.cli.refused("apply", "-f", file)).contains("there is no file " + document);

    assertThat(one.client.functions(ListRequest.all()).items()).isEmpty();
    assertThat(one.client.sinks().list()).isEmpty();
    assertThat(one.client.workflows().list()).isEmpty();
  }

  @Test
  void shouldGiveTheSameWorkflowsElsewhereThroughExport() throws Exception {
    String file = documented();
    for (Tenancy tenancy : List.of(one, other)) {
      tenancy.client.namespaces().setSecret("alarm-token", "hunter1");
      tenancy.client.namespaces().setSecret("shop-db", "hunter2");
    }
    one.cli.run("apply", "-f", file);
    Path here = folder.resolve("here");
    Path there = folder.resolve("there");

    one.cli.run("export", "--dir", here.toString());
    assertThat(one.cli.run("apply", "-f", here + "/sluice.yaml")).contains("Nothing to do");
    other.cli.run("apply", "-f", here + "/sluice.yaml");
    other.cli.run("export", "--dir", there.toString());

    assertThat(here.resolve("restock.flow.yaml")).hasContent(RESTOCK);
    assertThat(there.resolve("restock.flow.yaml"))
        .hasSameBinaryContentAs(folder.resolve("restock.flow.yaml"));
    assertThat(there.resolve("sluice.yaml")).hasSameBinaryContentAs(here.resolve("sluice.yaml"));
    assertThat(restocked(other, "live")).isEqualTo("{\"order\":2}");
  }

  @Test
  void shouldDeployTheExampleByItsManifest() throws Exception {
    String file = EXAMPLES.resolve("quakes/sluice.yaml").toString();

    JsonNode result = Json.read(one.cli.run("apply", "-f", file, "--output", "json"));

    assertThat(result.path("counts").path("create").asInt()).isEqualTo(2);
    assertThat(result.path("changes").get(1).path("state").asText()).isEqualTo("done");
    assertThat(one.call("quakes-summary", "latest", "{\"events\":[]}")).contains("\"events\":0");
  }
}
