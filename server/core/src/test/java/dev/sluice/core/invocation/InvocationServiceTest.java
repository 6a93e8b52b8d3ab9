package dev.sluice.core.invocation;

import static dev.sluice.core.fake.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.fake.TestCore;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.live.LiveSubscription;
import dev.sluice.spi.sandbox.FailureKind;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvocationServiceTest {
  private final TestCore core = new TestCore();

  @BeforeEach
  void create() {
    core.functions.create("default", TestCore.spec("f"));
  }

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void shouldStartColdThenServeWarmWithoutReadingTheStore() {
    InvokeOutcome first = core.invocations.invoke(TestCore.call("f", "latest"));
    int reads = core.store.reads();
    InvokeOutcome second = core.invocations.invoke(TestCore.call("f", "latest"));

    assertThat(first.record().cold()).isTrue();
    assertThat(first.record().phases().sandbox()).isEqualTo(Duration.ofMillis(3));
    assertThat(second.record().cold()).isFalse();
    assertThat(second.record().phases().sandbox()).isZero();
    assertThat(core.store.reads()).isEqualTo(reads);
    assertThat(core.sandbox.started).hasSize(1);
  }

  @Test
  void shouldServeNewCodeAtOnceAndEndTheOldInstance() {
    core.invocations.invoke(TestCore.call("f", "latest"));
    core.functions.putCode("default", "f", CodeSource.ofInline("other"), null);

    assertThat(core.sandbox.alive()).isZero();
    assertThat(core.invocations.invoke(TestCore.call("f", "latest")).record().cold()).isTrue();
  }

  @Test
  void shouldKeepInstancesOfOtherVersionsWhenLatestChanges() {
    core.versions.publish("default", "f", null, null);
    core.invocations.invoke(TestCore.call("f", "1"));
    core.functions.putCode("default", "f", CodeSource.ofInline("other"), null);

    assertThat(core.invocations.invoke(TestCore.call("f", "1")).record().cold()).isFalse();
  }

  @Test
  void shouldFollowTheWeightsOfAnAlias() {
    core.versions.publish("default", "f", null, null);
    core.versions.publish("default", "f", null, null);
    core.versions.setAlias(
        "default", "f", "live", new AliasSpec(Map.of("1", 0.9, "2", 0.1), null), null);

    core.draw = 0.89;
    InvocationRecord stable = core.invocations.invoke(TestCore.call("f", "live")).record();
    core.draw = 0.91;
    InvocationRecord canary = core.invocations.invoke(TestCore.call("f", "live")).record();

    assertThat(stable.version()).isEqualTo("1");
    assertThat(canary.version()).isEqualTo("2");
    assertThat(canary.qualifier()).isEqualTo("live");
  }

  @Test
  void shouldRefuseWhatCannotRunAndLeaveNoRecord() {
    refuses(ErrorCode.FUNCTION_NOT_FOUND, () -> core.invocations.invoke(TestCore.call("g", "1")));
    refuses(ErrorCode.VERSION_NOT_FOUND, () -> core.invocations.invoke(TestCore.call("f", "1")));
    refuses(ErrorCode.ALIAS_NOT_FOUND, () -> core.invocations.invoke(TestCore.call("f", "x")));
    core.functions.setEnabled("default", "f", false);
    refuses(
        ErrorCode.FUNCTION_DISABLED, () -> core.invocations.invoke(TestCore.call("f", "latest")));
    refuses(
        ErrorCode.PAYLOAD_TOO_LARGE,
        () ->
            core.invocations.invoke(
                new InvokeCommand(
                    "default",
                    "f",
                    "latest",
                    new InvokeCommand.Event(
                        new byte[1_001], "text/plain", null, null, RoutingValues.NONE),
                    "test",
                    null,
                    null,
                    false)));
    core.journal.flush(Duration.ofSeconds(5));
    assertThat(core.records.invocations()).isEmpty();
  }

  @Test
  void shouldRecordHowAFunctionFailed() {
    core.sandbox.calls =
        (call, output) ->
            new Reply.Failure(FailureKind.TIMED_OUT, "Function.TimedOut", "too long", List.of());

    InvokeOutcome outcome = core.invocations.invoke(TestCore.call("f", "latest"));

    assertThat(outcome.record().status()).isEqualTo(InvocationRecord.Status.TIMED_OUT);
    assertThat(outcome.record().failure().code()).isEqualTo(ErrorCode.FUNCTION_TIMED_OUT);
    core.journal.flush(Duration.ofSeconds(5));
    assertThat(core.records.find("default", outcome.record().id())).contains(outcome.record());
  }

  @Test
  void shouldRecordCodeThatDoesNotLoadAndTryAgainNextTime() {
    core.sandbox.starts =
        spec ->
            new StartResult.LoadFailed(
                new Reply.Failure(FailureKind.LOAD_FAILED, "ImportError", "no x", List.of()));

    for (int i = 0; i < 3; i++) {
      assertThat(core.invocations.invoke(TestCore.call("f", "latest")).record().failure().code())
          .isEqualTo(ErrorCode.FUNCTION_LOAD_FAILED);
    }
    assertThat(core.sandbox.alive()).isZero();
  }

  @Test
  void shouldSayWhenNoSandboxStarts() {
    core.sandbox.starts = spec -> new StartResult.Unavailable("no processes left");

    refuses(
        ErrorCode.SANDBOX_UNAVAILABLE, () -> core.invocations.invoke(TestCore.call("f", "latest")));
    core.journal.flush(Duration.ofSeconds(5));
    assertThat(core.records.invocations()).hasSize(1);
    assertThat(core.sandbox.alive()).isZero();
  }

  @Test
  void shouldHandLinesToTheStoreTheAnswerAndWhoListens() throws Exception {
    core.sandbox.calls =
        (call, output) -> {
          output.line(
              new OutputLine(
                  Instant.EPOCH, Stream.STDOUT, Level.INFO, "hello " + call.invocation()));
          return new Reply.Success(new byte[0], "text/plain");
        };
    try (LiveSubscription heard = core.live.subscribe(m -> m instanceof LogRecord, 10)) {
      InvokeOutcome outcome = core.invocations.invoke(TestCore.call("f", "latest"));
      core.journal.flush(Duration.ofSeconds(5));

      String expected = "hello " + outcome.record().id();
      assertThat(outcome.lines()).extracting(LogRecord::text).containsExactly(expected);
      assertThat(core.records.lines()).extracting(LogRecord::text).containsExactly(expected);
      assertThat(heard.take(Duration.ofSeconds(5))).isEqualTo(List.copyOf(core.records.lines()));
    }
  }

  @Test
  void shouldRefuseNewInvocationsOnceDraining() {
    assertThat(core.invocations.drain(Duration.ofSeconds(1))).isTrue();

    refuses(ErrorCode.SHUTTING_DOWN, () -> core.invocations.invoke(TestCore.call("f", "latest")));
  }

  @Test
  void shouldHandTheLimitsOfTheDefinitionToTheSandbox() {
    core.functions.create(TestCore.OPEN, TestCore.spec("f").with(0.5, "host", null, null));
    core.invocations.invoke(TestCore.call(TestCore.OPEN, "f", "latest"));

    InstanceSpec spec = core.sandbox.started.get(0).spec;
    assertThat(spec.cpus()).isEqualTo(0.5);
    assertThat(spec.network()).isEqualTo(InstanceSpec.Network.HOST);
  }

  @Test
  void shouldRefuseTheHostsNetworkOnceItIsNotAllowedAnyMore() {
    FunctionRecord allowed =
        core.functions.create(TestCore.OPEN, TestCore.spec("f").with(null, "host", null, null));
    core.store.insert(
        new FunctionRecord(
            "id",
            "closed",
            "f",
            "",
            allowed.definition(),
            Map.of(),
            true,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            1));

    refuses(
        ErrorCode.NETWORK_NOT_ALLOWED,
        () -> core.invocations.invoke(TestCore.call("closed", "f", "latest")));
    assertThat(core.sandbox.started).isEmpty();
  }

  @Test
  void shouldTellWhoCountsOfCallsThatFoundNoInstance() {
    core.functions.create("default", TestCore.spec("one").with(null, null, null, 1));
    core.sandbox.calls =
        (call, output) -> {
          refuses(
              ErrorCode.CAPACITY_TIMED_OUT,
              () -> core.invocations.invoke(TestCore.call("one", "latest")));
          return new Reply.Success(new byte[0], "text/plain");
        };

    core.invocations.invoke(TestCore.call("one", "latest"));

    assertThat(core.refused).containsExactly(ErrorCode.CAPACITY_TIMED_OUT);
  }

  @Test
  void shouldTellWithoutRunning() {
    assertThat(core.invocations.admit(TestCore.call("f", "latest")).version()).isEqualTo("latest");
    assertThat(core.sandbox.started).isEmpty();
  }
}
