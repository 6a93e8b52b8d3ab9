package dev.sluice.core.function;

import static dev.sluice.core.fake.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.core.fake.TestCore;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionServiceTest {
  private final TestCore core = new TestCore();
  private final FunctionService functions = core.functions;

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void shouldGiveDefaultsToWhatIsNotSaid() {
    FunctionRecord made = functions.create("default", TestCore.spec("hello"));

    assertThat(made.definition().memoryMiB()).isEqualTo(128);
    assertThat(made.definition().timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(made.revision()).isEqualTo(1);
    assertThat(functions.get("default", "hello")).isEqualTo(made);
  }

  @Test
  void shouldRefuseSecondFunctionWithSameName() {
    functions.create("default", TestCore.spec("hello"));

    refuses(ErrorCode.FUNCTION_EXISTS, () -> functions.create("default", TestCore.spec("hello")));
  }

  @Test
  void shouldKeepNamespacesApart() {
    functions.create("a", TestCore.spec("hello"));
    functions.create("b", TestCore.spec("hello"));

    refuses(ErrorCode.FUNCTION_NOT_FOUND, () -> functions.get("c", "hello"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1abc", "a b", "a/b", "../x", "ä", "a.b", "-a"})
  void shouldRefuseBadName(String name) {
    refuses(ErrorCode.INVALID_NAME, () -> functions.create("default", TestCore.spec(name)));
  }

  @Test
  void shouldRefuseNameOfSixtyFourLetters() {
    functions.create("default", TestCore.spec("a".repeat(63)));

    refuses(
        ErrorCode.INVALID_NAME, () -> functions.create("default", TestCore.spec("a".repeat(64))));
  }

  @Test
  void shouldRefuseUnknownAndMissingRuntime() {
    refuses(ErrorCode.UNKNOWN_RUNTIME, () -> functions.create("default", with("cobol", "m.h")));
    refuses(ErrorCode.UNKNOWN_RUNTIME, () -> functions.create("default", with("ruby", "m.h")));
    refuses(ErrorCode.UNKNOWN_RUNTIME, () -> functions.create("default", with(null, "m.h")));
  }

  @Test
  void shouldRefuseMissingAndMalformedHandler() {
    refuses(ErrorCode.MISSING_HANDLER, () -> functions.create("default", with("python3", null)));
    refuses(ErrorCode.MISSING_HANDLER, () -> functions.create("default", with("python3", " ")));
    refuses(ErrorCode.INVALID_HANDLER, () -> functions.create("default", with("python3", "x")));
  }

  @Test
  void shouldTakeTheHandlerOfTheRuntimeWhereNoneIsNamed() {
    assertThat(functions.create("default", with("default", null)).definition().handler())
        .isEqualTo("the.default");
  }

  @Test
  void shouldRefuseMissingEmptyAndDoubleCode() {
    refuses(ErrorCode.MISSING_CODE, () -> functions.create("default", coded(null)));
    refuses(
        ErrorCode.MISSING_CODE, () -> functions.create("default", coded(CodeSource.ofInline(" "))));
    refuses(
        ErrorCode.MISSING_CODE,
        () -> functions.create("default", coded(new CodeSource("x", new byte[1]))));
    refuses(
        ErrorCode.MISSING_CODE,
        () -> functions.create("default", coded(new CodeSource(null, null))));
  }

  @Test
  void shouldRefuseLimitsOutOfRange() {
    for (Integer memory : List.of(0, -1, 63, 8193)) {
      refuses(
          ErrorCode.INVALID_REQUEST, () -> functions.create("default", limits(memory, null, null)));
    }
    for (Double seconds : List.of(0.0, -1.0, 901.0, Double.NaN, Double.POSITIVE_INFINITY)) {
      refuses(
          ErrorCode.INVALID_REQUEST,
          () -> functions.create("default", limits(null, seconds, null)));
    }
  }

  @Test
  void shouldTakeUsualLimitsWhereNothingIsSaid() {
    Definition made = functions.create("default", TestCore.spec("f")).definition();

    assertThat(made.cpus()).isEqualTo(1);
    assertThat(made.network()).isEqualTo(Network.NONE);
    assertThat(made.scaling()).isEqualTo(Scaling.USUAL);
  }

  @Test
  void shouldRefuseProcessorsNetworksAndInstancesThatThereAreNot() {
    for (Double cpus : List.of(0.0, -1.0, 0.09, 64.1, Double.NaN)) {
      refuses(
          ErrorCode.INVALID_REQUEST,
          () -> functions.create("default", TestCore.spec("f").with(cpus, null, null, null)));
    }
    for (String network : List.of("", "None", "bridge")) {
      refuses(
          ErrorCode.INVALID_REQUEST,
          () -> functions.create("default", TestCore.spec("f").with(null, network, null, null)));
    }
    for (Integer[] bad :
        new Integer[][] {{-1, null}, {1_001, null}, {null, -1}, {null, 10_001}, {3, 2}}) {
      refuses(
          ErrorCode.INVALID_REQUEST,
          () -> functions.create("default", TestCore.spec("f").with(null, null, bad[0], bad[1])));
    }
  }

  @Test
  void shouldKeepLimitsOnUpdateAndTakeALimitOfInstancesAwayByZero() {
    functions.create(TestCore.OPEN, TestCore.spec("f").with(0.5, "host", 2, 3));

    FunctionRecord renamed = functions.update(TestCore.OPEN, "f", described("new"), null);
    FunctionRecord unlimited =
        functions.update(TestCore.OPEN, "f", described("new").with(null, "none", null, 0), null);
    FunctionRecord replaced = functions.replace(TestCore.OPEN, "f", TestCore.spec("f"), null);

    assertThat(renamed.definition().cpus()).isEqualTo(0.5);
    assertThat(renamed.definition().network()).isEqualTo(Network.HOST);
    assertThat(renamed.definition().scaling()).isEqualTo(new Scaling(2, 3));
    assertThat(unlimited.definition().network()).isEqualTo(Network.NONE);
    assertThat(unlimited.definition().scaling()).isEqualTo(new Scaling(2, null));
    assertThat(replaced.definition().cpus()).isEqualTo(1);
    assertThat(replaced.definition().scaling()).isEqualTo(Scaling.USUAL);
  }

  @Test
  void shouldServeSeveralCallsInAnInstanceWhereTheRuntimeDoes() {
    FunctionSpec shared = TestCore.spec("f").withInstanceConcurrency(100);
    FunctionRecord made = functions.create("default", shared);

    assertThat(made.definition().scaling().instanceConcurrency()).isEqualTo(100);
    for (int wrong : new int[] {0, 101}) {
      refuses(
          ErrorCode.INVALID_REQUEST,
          () ->
              functions.update(
                  "default", "f", described("new").withInstanceConcurrency(wrong), null));
    }
    FunctionSpec other =
        new FunctionSpec(
            "g", "default", null, CodeSource.ofInline("one"), null, null, null, null, null);
    refuses(
        ErrorCode.CONCURRENCY_UNSUPPORTED,
        () -> functions.create("default", other.withInstanceConcurrency(2)));
    functions.create("default", other.withInstanceConcurrency(1));
  }

  @Test
  void shouldRefuseTheHostsNetworkWhereItIsNotAllowed() {
    FunctionSpec open = TestCore.spec("f").with(null, "host", null, null);

    refuses(ErrorCode.NETWORK_NOT_ALLOWED, () -> functions.create("default", open));
    functions.create("default", TestCore.spec("f"));
    refuses(ErrorCode.NETWORK_NOT_ALLOWED, () -> functions.update("default", "f", open, null));
    refuses(ErrorCode.NETWORK_NOT_ALLOWED, () -> functions.replace("default", "f", open, null));
    assertThat(functions.get("default", "f").revision()).isEqualTo(1);
  }

  @Test
  void shouldRefuseBadEnvironment() {
    for (Map<String, String> bad :
        Arrays.asList(
            Map.of("1A", "x"),
            Map.of("A=B", "x"),
            Map.of("", "x"),
            Map.of("A", "x\0y"),
            Map.of("A", "x".repeat(40_000)),
            Collections.<String, String>singletonMap("A", null))) {
      refuses(
          ErrorCode.INVALID_REQUEST, () -> functions.create("default", limits(null, null, bad)));
    }
  }

  @Test
  void shouldChangeOnlyWhatIsGivenOnUpdateAndAllButCodeOnReplace() {
    functions.create(
        "default",
        new FunctionSpec(
            "f",
            "python3",
            "main.handler",
            CodeSource.ofInline("one"),
            256,
            5.0,
            Map.of("A", "1"),
            Map.of("team", "x"),
            "first"));

    FunctionRecord patched =
        functions.update(
            "default",
            "f",
            new FunctionSpec(null, null, null, null, 512, null, null, null, null),
            null);
    assertThat(patched.definition().memoryMiB()).isEqualTo(512);
    assertThat(patched.definition().environment()).containsEntry("A", "1");
    assertThat(patched.labels()).containsEntry("team", "x");
    assertThat(patched.description()).isEqualTo("first");
    assertThat(patched.revision()).isEqualTo(2);

    FunctionRecord replaced =
        functions.replace(
            "default",
            "f",
            new FunctionSpec("f", "python3", "main.handler", null, null, null, null, null, null),
            2L);
    assertThat(replaced.definition().memoryMiB()).isEqualTo(128);
    assertThat(replaced.definition().environment()).isEmpty();
    assertThat(replaced.labels()).isEmpty();
    assertThat(functions.source(replaced.definition()).inline()).isEqualTo("one");
  }

  @Test
  void shouldMoveInlineCodeWithItsHandler() {
    functions.create("default", TestCore.spec("f"));

    FunctionRecord moved =
        functions.update(
            "default",
            "f",
            new FunctionSpec(null, null, "other.handler", null, null, null, null, null, null),
            null);

    assertThat(moved.definition().code().digest()).startsWith("sha256:other.py:");
  }

  @Test
  void shouldRefuseStaleRevisionAndLeaveTheFunctionAlone() {
    functions.create("default", TestCore.spec("f"));
    functions.putCode("default", "f", CodeSource.ofInline("two"), 1L);

    refuses(
        ErrorCode.PRECONDITION_FAILED,
        () -> functions.putCode("default", "f", CodeSource.ofInline("three"), 1L));
    refuses(ErrorCode.PRECONDITION_FAILED, () -> functions.delete("default", "f", 1L));
    assertThat(functions.source(functions.get("default", "f").definition()).inline())
        .isEqualTo("two");
  }

  @Test
  void shouldRefuseToRename() {
    functions.create("default", TestCore.spec("f"));

    refuses(
        ErrorCode.INVALID_REQUEST,
        () -> functions.update("default", "f", TestCore.spec("g"), null));
  }

  @Test
  void shouldLoseNoUpdateWhenManyChangeAtOnce() throws Exception {
    functions.create("default", TestCore.spec("f"));
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      Callable<FunctionRecord> change =
          () -> functions.putCode("default", "f", CodeSource.ofInline("x"), null);
      for (Future<FunctionRecord> done : executor.invokeAll(Collections.nCopies(200, change))) {
        done.get();
      }
    } finally {
      executor.shutdown();
    }
    assertThat(functions.get("default", "f").revision()).isEqualTo(201);
  }

  private static FunctionSpec described(String text) {
    return new FunctionSpec(null, null, null, null, null, null, null, null, text);
  }

  private static FunctionSpec with(String runtime, String handler) {
    return new FunctionSpec(
        "f", runtime, handler, CodeSource.ofInline("x"), null, null, null, null, null);
  }

  private static FunctionSpec coded(CodeSource code) {
    return new FunctionSpec("f", "python3", "main.handler", code, null, null, null, null, null);
  }

  private static FunctionSpec limits(
      Integer memory, Double seconds, Map<String, String> environment) {
    return new FunctionSpec(
        "f",
        "python3",
        "main.handler",
        CodeSource.ofInline("x"),
        memory,
        seconds,
        environment,
        null,
        null);
  }
}
