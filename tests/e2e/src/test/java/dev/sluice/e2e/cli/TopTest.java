package dev.sluice.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import org.junit.jupiter.api.Test;

/** {@code sluice top} on functions that run. */
class TopTest extends SharedServerTest {

  private JsonNode row(JsonNode table, String function) {
    for (JsonNode row : table.path("items")) {
      if (row.path("function").asText().equals(function)) {
        return row;
      }
    }
    throw new AssertionError("no line of " + function + " in " + table);
  }

  @Test
  void shouldShowHowFunctionsRun() throws Exception {
    String good = name("good");
    String bad = name("bad");
    create(Sources.python(good, Sources.PYTHON_ECHO));
    create(Sources.python(bad, "def handler(event, context):\n  raise ValueError()\n"));
    for (int i = 0; i < 5; i++) {
      client.invoke(good, InvokeRequest.json("{}"));
      client.invoke(bad, InvokeRequest.json("{}"));
      client.invoke(bad, InvokeRequest.json("{}"));
    }
    Cli cli = new Cli(client.connection());

    JsonNode table =
        Json.read(cli.run("top", "--once", "--sort", "errors", "-n", "1000", "--output", "json"));

    assertThat(table.path("items").path(0).path("function").asText()).isEqualTo(bad);
    assertThat(row(table, bad).path("failedPerSecond").asDouble())
        .isEqualTo(row(table, bad).path("perSecond").asDouble())
        .isPositive();
    assertThat(row(table, good).path("failedPerSecond").asDouble()).isZero();
    assertThat(row(table, good).path("perSecond").asDouble()).isPositive();
    assertThat(row(table, good).path("p99Ms").asDouble()).isPositive();
    assertThat(row(table, good).path("instances").asInt()).isPositive();
    assertThat(row(table, good).path("memoryBytes").asLong()).isPositive();
    assertThat(cli.run("top", "--once", "--sort", "name", "-n", "1000"))
        .contains("FUNCTION", "RATE/S", good, bad);
  }
}
