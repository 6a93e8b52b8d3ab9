package dev.sluice.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.build.BuildRecord.State;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.fake.TestCore;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.live.LiveSubscription;
import dev.sluice.spi.sandbox.CodeBuilder.How;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BuildServiceTest {
  private final TestCore core = new TestCore();

  @AfterEach
  void close() {
    core.close();
  }

  private static CodeSource source(String command) {
    return CodeSource.ofInline("x = 1").with(new CodeSource.Build(command, null));
  }

  private static FunctionSpec spec(String handler, CodeSource code) {
    return new FunctionSpec("f", "python3", handler, code, null, null, null, null, null);
  }

  private FunctionRecord create(String command) {
    return core.functions.create("default", spec("main.handler", source(command)));
  }

  private static SluiceException refused(ErrorCode code, ThrowingCallable call) {
    SluiceException refusal = catchThrowableOfType(SluiceException.class, call);
    assertThat(refusal.code()).isEqualTo(code);
    return refusal;
  }

  @Test
  void shouldRunWhatWasBuiltAndGiveBackWhatWasHandedIn() {
    FunctionRecord made = create("make it");
    assertThat(made.definition().code().digest()).isEqualTo("sha256:tree:built/1");
    assertThat(core.functions.source(made.definition()).inline()).isEqualTo("x = 1");
    BuildRecord build = core.builds.list("default", "f", null, 10).get(0);
    assertThat(build.state()).isEqualTo(State.SUCCEEDED);
    assertThat(build.digest()).isEqualTo("sha256:tree:built/1");
    assertThat(core.builds.log("default", "f", build.id()).text()).isEqualTo("make\nit\n");
  }

  @Test
  void shouldBuildNothingThatAsksForNothing() {
    core.functions.create("default", spec("main.handler", CodeSource.ofInline("x = 1")));
    assertThat(core.builder.scripts).isEmpty();
    assertThat(core.builds.list("default", "f", null, 10)).isEmpty();
  }

  @Test
  void shouldBuildAgainOnlyWhatChanged() {
    create("make");
    core.functions.update("default", "f", spec(null, null), null);
    core.functions.replace("default", "f", spec("main.handler", null), null);
    assertThat(core.builder.scripts).hasSize(1);
    // Inline code moves with its handler.
    core.functions.update("default", "f", spec("other.handler", null), null);
    assertThat(core.builder.scripts).hasSize(2);
    // What was said of building holds on for new code.
    core.functions.putCode("default", "f", CodeSource.ofInline("x = 2"), null);
    assertThat(core.builder.scripts).containsExactly("make", "make", "make");
    core.functions.putCode(
        "default", "f", CodeSource.ofInline("x = 3").with(new CodeSource.Build(null, false)), null);
    assertThat(core.builder.scripts).hasSize(3);
  }

  @Test
  void shouldBuildOnceAlsoWhereAnotherChangeWasFaster() {
    create("make");
    core.builder.meanwhile =
        () ->
            core.functions.update(
                "default",
                "f",
                new FunctionSpec(null, null, null, null, 256, null, null, null, null),
                null);
    FunctionRecord changed = core.functions.putCode("default", "f", source("again"), null);
    assertThat(core.builder.scripts).containsExactly("make", "again");
    assertThat(changed.definition().memoryMiB()).isEqualTo(256);
    assertThat(changed.definition().code().digest()).isEqualTo("sha256:tree:built/2");
  }

  @Test
  void shouldLeaveTheServingCodeAloneWhenABuildFails() {
    FunctionRecord made = create("make");
    core.builder.ends(How.FAILED, "It ended with status 2.");
    SluiceException failure =
        refused(
            ErrorCode.BUILD_FAILED,
            () -> core.functions.putCode("default", "f", source("no such thing"), null));
    assertThat(failure.detail())
        .isEqualTo(
            "The build of 'f' (command) failed: It ended with status 2. The end of its log:\n"
                + "no\nsuch\nthing");
    assertThat(core.functions.get("default", "f")).isEqualTo(made);
    BuildRecord build = core.builds.list("default", "f", null, 10).get(0);
    assertThat(build.state()).isEqualTo(State.FAILED);
    assertThat(build.error()).isEqualTo("It ended with status 2.");
    assertThat(failure.hint()).contains(build.id());
  }

  @Test
  void shouldSayHowElseABuildEnds() {
    core.builder.ends(How.TIMED_OUT, "It took too long.");
    refused(ErrorCode.BUILD_TIMED_OUT, () -> create("make"));
    core.builder.ends(How.UNAVAILABLE, "No sandbox.");
    refused(ErrorCode.SANDBOX_UNAVAILABLE, () -> create("make"));
    core.builds.stop();
    refused(ErrorCode.SHUTTING_DOWN, () -> create("make"));
    refused(ErrorCode.FUNCTION_NOT_FOUND, () -> core.functions.get("default", "f"));
    assertThat(core.builds.list("default", "f", null, 10)).hasSize(3);
  }

  @Test
  void shouldKeepTheNewestAndForgetThoseOfADeletedFunction() {
    create("make");
    for (int i = 0; i < 4; i++) {
      core.functions.putCode("default", "f", CodeSource.ofInline("x = " + i), null);
    }
    assertThat(core.builds.list("default", "f", null, 10)).hasSize(3);
    core.functions.delete("default", "f", null);
    assertThat(core.builds.list("default", "f", null, 10)).isEmpty();
  }

  @Test
  void shouldBuildAtMostSoManyAtATime() {
    core.builder.meanwhile =
        () ->
            refused(
                ErrorCode.CAPACITY_EXCEEDED,
                () -> core.builds.build("default", "g", "python3", inline(), "make"));
    create("make");
    assertThat(core.builder.scripts).hasSize(1);
  }

  private StoredCode inline() {
    return core.code.putInline("main.py", "x = 2");
  }

  @Test
  void shouldTellLive() throws InterruptedException {
    try (LiveSubscription live = core.live.subscribe(m -> m.function().equals("f"), 100)) {
      create("make it");
      List<String> seen =
          live.take(Duration.ofSeconds(10)).stream()
              .map(
                  message ->
                      message instanceof BuildLine line
                          ? line.number() + " " + line.text()
                          : message instanceof BuildRecord build
                              ? build.state().toString()
                              : message.getClass().getSimpleName())
              .toList();
      assertThat(seen).containsExactly("RUNNING", "1 make", "2 it", "SUCCEEDED", "FunctionChanged");
    }
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    refused(ErrorCode.INVALID_REQUEST, () -> create(" "));
    refused(ErrorCode.INVALID_REQUEST, () -> create("a\0b"));
    refused(ErrorCode.INVALID_REQUEST, () -> create("x".repeat(20_000)));
    refused(
        ErrorCode.INVALID_REQUEST,
        () ->
            core.functions.create(
                "default",
                spec(
                    "main.handler",
                    CodeSource.ofInline("x").with(new CodeSource.Build("make", true)))));
    refused(ErrorCode.BUILD_NOT_FOUND, () -> core.builds.get("default", "f", "nothing"));
    refused(ErrorCode.BUILD_NOT_FOUND, () -> core.builds.log("default", "f", "nothing"));
  }

  @Test
  void shouldKeepTheEndOfALongLog() {
    BuildLog log = new BuildLog(20);
    assertThat(log.add("0123456789")).isEqualTo(1);
    assertThat(log.add("abc")).isEqualTo(2);
    assertThat(log.add("defghi")).isEqualTo(3);
    assertThat(log.stored()).isEqualTo(new BuildStore.StoredLog("abc\ndefghi\n", 2));
    assertThat(log.add("x".repeat(50))).isEqualTo(4);
    assertThat(log.stored()).isEqualTo(new BuildStore.StoredLog("x".repeat(19) + "\n", 4));
    assertThat(log.tail(1, 100)).isEqualTo("x".repeat(19));
    assertThat(log.tail(1, 5)).isEmpty();
  }
}
