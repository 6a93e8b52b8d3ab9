package dev.sluice.e2e.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice workflow test}, typed by hand. */
class WorkflowVerbsTest extends SharedServerTest {
  private static final String DOCUMENT =
      """
      document: {dsl: 1.0.3, namespace: default, name: %s, version: 1.0.0}
      do:
        - price: {call: price-of, output: {as: "${ {total: .} }"}}
        - decide:
            switch:
              - large: {when: .total > 1000, then: paid}
              - usual: {then: end}
        - paid: {listen: {to: {one: {with: {type: paid}}}}}
      """;

  private final Cli cli = new Cli(client.connection());
  @TempDir Path folder;

  @Test
  void shouldTestFileWithMocksAndEvents() throws Exception {
    String file = Files.writeString(folder.resolve("o.yaml"), DOCUMENT.formatted("o")).toString();
    Path mocks = Files.writeString(folder.resolve("m.json"), "{\"price\": {\"output\": 2000}}");
    Path event = Files.writeString(folder.resolve("e.json"), "[{\"type\":\"paid\",\"data\":7}]");

    String said =
        cli.run("workflow", "test", file, "--mocks", mocks.toString(), "--event", "@" + event);
    JsonNode json =
        Json.read(
            cli.run(
                "workflow", "test", file, "--mock", "/do/0/price={\"output\": 12}", "-o", "json"));
    String one =
        cli.run("workflow", "test", file, "--state", "decide", "--input", "{\"total\": 1001}");

    assertThat(said)
        .contains("STATE", "/do/0/price", "calls function", "{\"total\":2000}", "case large")
        .contains("Status  completed", "Output  [7]");
    assertThat(json.path("output").toString()).isEqualTo("{\"total\":12}");
    assertThat(one).contains("/do/1/decide", "Next    paid");
  }

  @Test
  void shouldEndWithOneWhereItDoesNotComplete() throws Exception {
    String name = name("tested");
    String text = DOCUMENT.formatted(name);
    Path file = Files.writeString(folder.resolve(name + ".yaml"), text);
    assertThat(cli.run("workflow", "deploy", file.toString())).contains("version 1");

    Cli.Result unmocked = cli.result("workflow", "test", name, "--qualifier", "1");
    Cli.Result waits =
        cli.result(
            "workflow",
            "test",
            name,
            "--mock",
            "price={\"output\": 2000}",
            "--event",
            "{\"type\": \"other\"}");
    Cli.Result faulted =
        cli.result("workflow", "test", name, "--mock", "price={\"error\": {\"status\": 502}}");

    assertThat(unmocked.status()).isEqualTo(1);
    assertThat(unmocked.out())
        .contains("unmocked", "/do/0/price calls the function price-of and has no mock");
    assertThat(waits.status()).isEqualTo(1);
    assertThat(waits.out()).contains("waiting", "type was \"other\", and \"paid\" is expected");
    assertThat(faulted.status()).isEqualTo(1);
    assertThat(faulted.out()).contains("runtime 502");
    assertThat(cli.refused("workflow", "test", name, "--state", "none")).contains("no task none");
    assertThat(cli.misused("workflow", "test", name, "--mock", "price")).contains("--mock is like");
    assertThat(cli.run("workflow", "delete", name)).contains(name);
  }
}
