package dev.sluice.e2e.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutInfo.Decision;
import dev.sluice.api.RolloutSpec;
import dev.sluice.api.RolloutSpec.Judgement;
import dev.sluice.api.RolloutSpec.Step;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kill -9 of the server in the middle of a rollout. */
@ResourceLock(Lane.OWN_SERVER)
class RolloutKillTest {
  private static final String FUNCTION = "rolled";
  private static final String LIVE = "live";

  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("rollout-kill");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  void shouldGoOnWhereItStood() throws Exception {
    ServerProcess server = ServerProcess.on(folder.resolve("data")).start();
    try {
      String id = start(server.client());
      ServerProcess first = server;
      RolloutInfo before =
          Await.value(
              "numbers of the second step are stored",
              () -> {
                load(first.client());
                return first.client().rollouts().get(FUNCTION, id);
              },
              now ->
                  now.step() == 2
                      && now.numbers().canary().invocations() >= 60
                      && Instant.now().isAfter(now.stepBeganAt().plusSeconds(4)));
      server.kill9();
      server = server.restart();
      SluiceClient client = server.client();

      RolloutInfo after = client.rollouts().get(FUNCTION, id);
      assertThat(after.status()).isEqualTo("running");
      assertThat(after.step()).isEqualTo(2);
      assertThat(after.stepBeganAt()).isEqualTo(before.stepBeganAt());
      assertThat(after.decisions()).isEqualTo(before.decisions());
      assertThat(client.versions().alias(FUNCTION, LIVE).weights())
          .isEqualTo(Map.of("1", 0.4, "2", 0.6));
      // What came after the last look is lost, and no more.
      assertThat(after.numbers().canary().invocations())
          .isPositive()
          .isLessThanOrEqualTo(before.numbers().canary().invocations());

      RolloutInfo over =
          Await.value(
              "it is over",
              () -> {
                load(client);
                return client.rollouts().get(FUNCTION, id);
              },
              now -> now.endedAt() != null);

      assertThat(over.decisions())
          .extracting(Decision::action)
          .containsExactly("started", "advanced", "promoted");
      assertThat(client.versions().alias(FUNCTION, LIVE).weights()).isEqualTo(Map.of("2", 1.0));
    } finally {
      server.close();
    }
  }

  private static String start(SluiceClient client) throws Exception {
    client.createFunction(Sources.python(FUNCTION, RolloutTest.GOOD));
    client.versions().publish(FUNCTION, null, null);
    client.versions().publish(FUNCTION, null, null);
    client.versions().setAlias(FUNCTION, LIVE, new AliasSpec(Map.of("1", 1.0), null), null);
    return client
        .rollouts()
        .start(
            FUNCTION,
            RolloutSpec.of(LIVE, 2, Step.timed(0.5, 1), Step.timed(0.6, 20))
                .with(new Judgement(0.05, 1000.0, null, 60_000, 20, null, "wait"), 1))
        .id();
  }

  private static void load(SluiceClient client) throws Exception {
    for (int i = 0; i < 20; i++) {
      client.invoke(FUNCTION, InvokeRequest.json("{}").to(LIVE));
    }
  }
}
