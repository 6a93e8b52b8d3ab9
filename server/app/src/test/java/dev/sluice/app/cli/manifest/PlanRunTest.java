package dev.sluice.app.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.app.TestServer;
import dev.sluice.client.Connection;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Codes;
import dev.sluice.manifest.Manifest;
import dev.sluice.manifest.ManifestReader;
import dev.sluice.manifest.Plan;
import dev.sluice.manifest.Planner;
import dev.sluice.manifest.Run;
import dev.sluice.manifest.Step;
import dev.sluice.manifest.Upload;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that are carried out step by step, as other clients than the command line do. */
final class PlanRunTest {
  private static final String SHOP =
      """
      name: shop
      functions:
        hello: {runtime: python3, handler: main.handler, code: x, publish: true}
        other: {runtime: python3, handler: main.handler, code: y}
      """;

  @TempDir Path data;
  @TempDir Path folder;

  private final Problems problems = new Problems();
  private final Codes codes = new Codes();
  private TestServer server;
  private SluiceClient client;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data, Map.of());
    client = new SluiceClient(new Connection(server.url(), server.token(), null));
  }

  @AfterEach
  void stop() throws IOException {
    codes.close();
    server.close();
  }

  private Manifest read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("sluice.yaml"), text);
    return new ManifestReader(problems)
        .add(file.toString(), InputStream.nullInputStream())
        .manifest();
  }

  private Planner planner() {
    return new Planner(client, Map.of(), codes, problems);
  }

  private void carryOut(Plan plan) throws IOException {
    Run run = new Run(client, () -> Upload.UNWATCHED);
    for (Step step : plan.work()) {
      step.run(run);
    }
  }

  @Test
  void shouldNotOverwriteWhatSomebodyElseChangedSinceThePlan() throws Exception {
    carryOut(planner().plan(read(SHOP), false));
    Plan plan = planner().plan(read(SHOP.replace("code: x", "code: x, memoryMiB: 256")), false);
    server.send("PATCH", "/v1/functions/hello", "{\"memoryMiB\":512}");
    Run run = new Run(client, () -> Upload.UNWATCHED);

    assertThatThrownBy(() -> plan.work().get(0).run(run))
        .isInstanceOfSatisfying(
            SluiceApiException.class,
            e -> assertThat(e.is(ErrorCode.PRECONDITION_FAILED)).isTrue());
    assertThatThrownBy(() -> plan.work().get(1).run(run)).isInstanceOf(SluiceApiException.class);
    assertThat(client.function("hello").memoryMiB()).isEqualTo(512);
    assertThat(client.function("hello").publishedVersion()).isEqualTo(1);
  }

  @Test
  void shouldPlanOnlyTheFunctionsThatAreNamed() throws Exception {
    carryOut(planner().plan(read(SHOP), false));
    Manifest changed = read(SHOP.replace("code: x", "code: z").replace("code: y", "code: z"));

    Plan plan = planner().plan(changed, Set.of("other", "unknown"));

    assertThat(plan.work())
        .extracting(step -> step.change().title())
        .containsExactly("function other");
    assertThat(problems.isEmpty()).isTrue();
  }
}
