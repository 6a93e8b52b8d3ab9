package dev.sluice.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.harness.BrokenBubblewrap;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sluice doctor} on this machine, and on one where nothing can run. */
class DoctorTest {
  private final Cli cli = new Cli(Map.of());
  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("doctor");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  void shouldRunAFunctionInEachLanguage() throws Exception {
    Cli.Result result =
        cli.launch(folder, "doctor", "--data", folder.resolve("data").toString(), "-o", "json");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    JsonNode checks = Json.read(result.out()).get("checks");
    assertThat(checks)
        .anySatisfy(check -> assertThat(check.get("name").asText()).isEqualTo("sandbox"))
        .filteredOn(
            check -> check.get("name").asText().matches("runtime (python3|nodejs|java|provided)"))
        .hasSize(4)
        .allSatisfy(check -> assertThat(check.get("state").asText()).isEqualTo("ok"))
        .allSatisfy(check -> assertThat(check.get("detail").asText()).contains("answered in"));
    try (var left = Files.list(folder)) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    }
  }

  @Test
  void shouldSayWhatPutsRightWhatIsBroken() throws Exception {
    Cli.Result result =
        cli.launch(folder, BrokenBubblewrap.in(folder), "doctor", "--data", folder.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .contains("failed   sandbox", "sysctl -w", "--isolation process", "Functions cannot run");
    assertThat(result.err()).isEmpty();
  }
}
