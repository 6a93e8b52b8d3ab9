package dev.sluice.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.core.fake.FakeSandbox.FakeInstance;
import dev.sluice.core.fake.TestCore;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmKeeperTest {
  private final TestCore core = new TestCore();

  @AfterEach
  void close() {
    core.close();
  }

  private static FunctionSpec keeping(int count) {
    return TestCore.spec("f").with(null, null, count, null);
  }

  private List<String> aliveVersions() {
    return core.sandbox.started.stream()
        .filter(FakeInstance::isAlive)
        .map(instance -> instance.spec.version())
        .toList();
  }

  private void publish(String alias, int version) {
    core.versions.publish("default", "f", null, null);
    core.versions.setAlias(
        "default", "f", alias, new AliasSpec(Map.of(Integer.toString(version), 1.0), null), null);
  }

  @Test
  void shouldServeTheFirstCallWarm() {
    core.functions.create("default", keeping(1));

    assertThat(core.invocations.invoke(TestCore.call("f", "latest")).record().cold()).isFalse();
  }

  @Test
  void shouldKeepNothingWhereNothingIsAsked() {
    core.functions.create("default", TestCore.spec("f"));
    core.keeper.tick();

    assertThat(core.sandbox.started).isEmpty();
  }

  @Test
  void shouldStartNewInstancesWhenTheFunctionChanges() {
    core.functions.create("default", keeping(2));
    core.functions.putCode("default", "f", CodeSource.ofInline("other"), null);

    assertThat(aliveVersions()).containsExactly("latest", "latest");
    assertThat(core.sandbox.started).hasSize(4);
    assertThat(core.sandbox.started.get(0).endedBecause).isEqualTo(EndReason.RETIRED);
  }

  @Test
  void shouldKeepVersionsThatAnAliasRoutesToAndNoOthers() {
    core.functions.create("default", keeping(1));
    publish("live", 1);
    assertThat(aliveVersions()).containsExactlyInAnyOrder("latest", "1");

    publish("live", 2);
    core.keeper.tick();

    // The instance of version 1 goes after its time, as every other.
    assertThat(aliveVersions()).containsExactlyInAnyOrder("latest", "1", "2");
    core.sandbox.started.stream()
        .filter(instance -> instance.spec.version().equals("1"))
        .forEach(instance -> instance.end(EndReason.IDLE));
    core.pool.reap();
    core.keeper.tick();
    assertThat(aliveVersions()).containsExactlyInAnyOrder("latest", "2");
  }

  @Test
  void shouldEndThemWithTheirFunction() {
    core.functions.create("default", keeping(1));
    core.functions.setEnabled("default", "f", false);
    assertThat(aliveVersions()).isEmpty();

    core.functions.setEnabled("default", "f", true);
    assertThat(aliveVersions()).containsExactly("latest");

    core.functions.delete("default", "f", null);
    core.keeper.tick();
    assertThat(aliveVersions()).isEmpty();
  }

  @Test
  void shouldReplaceOneThatDied() {
    core.functions.create("default", keeping(1));
    core.sandbox.started.get(0).end(EndReason.OUT_OF_MEMORY);
    core.pool.reap();

    core.keeper.tick();

    assertThat(aliveVersions()).containsExactly("latest");
  }

  @Test
  void shouldTryAgainEverMoreSeldomAndSaySoInTheLog() {
    AtomicInteger tries = new AtomicInteger();
    core.sandbox.starts =
        spec -> {
          tries.incrementAndGet();
          return new StartResult.LoadFailed(
              new Reply.Failure(FailureKind.LOAD_FAILED, "ImportError", "no x", List.of()));
        };
    core.functions.create("default", keeping(1));
    core.keeper.tick();
    assertThat(tries).hasValue(1);

    core.now.set(Duration.ofSeconds(2).toNanos());
    core.keeper.tick();
    core.now.set(Duration.ofSeconds(4).toNanos());
    core.keeper.tick();
    assertThat(tries).hasValue(2);

    core.now.set(Duration.ofSeconds(6).toNanos());
    core.keeper.tick();
    assertThat(tries).hasValue(3);
    core.journal.flush(Duration.ofSeconds(5));
    assertThat(core.records.lines())
        .hasSize(3)
        .allSatisfy(
            line -> {
              assertThat(line.stream()).isEqualTo(Stream.PLATFORM);
              assertThat(line.text()).contains("ImportError: no x");
            });
  }

  @Test
  void shouldStartWhatAnEarlierServerKept() {
    FunctionRecord made = core.functions.create("default", TestCore.spec("f"));
    FunctionRecord kept = core.functions.create("default", keeping("g"));
    core.sandbox.started.clear();
    core.store.insert(
        new FunctionRecord(
            "id",
            "earlier",
            "f",
            "",
            kept.definition(),
            Map.of(),
            true,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            1));

    core.keeper.start();

    assertThat(made.definition().scaling().minInstances()).isZero();
    assertThat(core.sandbox.started)
        .extracting(instance -> instance.spec.namespace())
        .containsExactly("earlier");
  }

  private static FunctionSpec keeping(String name) {
    return TestCore.spec(name).with(null, null, 1, null);
  }
}
