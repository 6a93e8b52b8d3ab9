package dev.sluice.e2e.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerDatabase;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.tenant.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two tenants make, change, publish, route, invoke and delete functions of the same names by
 * chance, at the same time, on each kind of database; a model predicts every answer. {@code
 * -Dmodel.seconds=1800} is for the night, {@code -Dmodel.seed} does the same things again.
 */
@Tag("slow")
@ResourceLock(Lane.OWN_SERVER)
class ModelTest {
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("model.seconds", 120))
          .dividedBy(ServerDatabase.Kind.values().length);
  private static final long SEED = Long.getLong("model.seed", System.nanoTime());
  private static final int TENANTS = 2;

  /** For the last step, which compares everything. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** So few would say nothing, on any machine. */
  private static final int FEW = 100;

  @ParameterizedTest
  @EnumSource
  void shouldAnswerAsTheModelPredicts(ServerDatabase.Kind kind) throws Exception {
    Path folder = Scratch.create("model");
    try (ServerDatabase database = new ServerDatabase(kind);
        ServerProcess server = database.with(ServerProcess.on(folder.resolve("data"))).start()) {
      Random seeds = new Random(SEED);
      Explorer[] explorers = new Explorer[TENANTS];
      for (int i = 0; i < TENANTS; i++) {
        Tenant tenant = Tenant.of(server.client(), "tenant-" + i);
        explorers[i] =
            new Explorer(new Platform(tenant.client()), tenant.namespace(), seeds.nextLong(), SEED);
      }
      long end = System.nanoTime() + LENGTH.toNanos();
      Parallel.run(
          TENANTS,
          1,
          LENGTH.plus(PATIENCE),
          (thread, i) -> {
            Explorer explorer = explorers[thread];
            while (System.nanoTime() < end) {
              explorer.step();
            }
            explorer.look();
          });
      for (Explorer explorer : explorers) {
        assertThat(explorer.steps()).as("-Dmodel.seed=" + SEED).isGreaterThan(FEW);
      }
    } finally {
      Scratch.delete(folder);
    }
  }
}
