package dev.sluice.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.HostProcesses;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A hostile function uses up what it can, does not end, or ends badly: it is bounded or ended, that
 * is explained, its next call works, and its neighbours never notice.
 */
@ExtendWith(Grounds.class)
@ResourceLock(Lane.OWN_SERVER)
class BombTest {
  private static final String SOURCE = "bombs";
  private static final String NOTHING = "nothing";

  @ParameterizedTest
  @MethodSource("dev.sluice.e2e.attack.As#inEachLanguage")
  void shouldBoundWhatAFunctionDoesAndSayWhy(As as, Language language) throws Exception {
    Ground ground = Grounds.of(as);
    for (Bomb bomb : Bomb.all()) {
      String marker = "mark-" + UUID.randomUUID();
      ground.attack(
          Sources.timeout(language.function(SOURCE, SOURCE), bomb.timeoutSeconds()),
          function -> {
            settle(ground, function);
            String logged = ground.server().output();
            InvokeResult result = function.call(bomb.name() + " " + marker);
            bomb.assertOutcome(ground.server(), SOURCE, result, logged);
            ground.bait().assertNeighboursAnswer();
            assertThat(function.call(NOTHING).text()).as("after " + bomb.name()).contains(NOTHING);
          });
      // What is left of it is ended by the kernel, a moment after the sandbox that held it.
      Await.until(
          "nothing of " + bomb.name() + " runs", () -> HostProcesses.marked(marker).isEmpty());
    }
  }

  /** A first call, until its instance has been looked at and stopped: a leak is what grows. */
  private static void settle(Ground ground, Ground.Hostile function) throws Exception {
    assertThat(function.call(NOTHING).text()).contains(NOTHING);
    Await.until(
        "all instances rest",
        () ->
            HostProcesses.below(ground.server().pid()).stream()
                .filter(seen -> seen.command().contains("/run/sluice/host/"))
                .filter(seen -> !seen.command().startsWith("/usr/bin/bwrap"))
                .allMatch(seen -> seen.state() == 'T'));
  }

  @ParameterizedTest
  @MethodSource("dev.sluice.e2e.attack.As#inEachLanguage")
  void shouldKeepForgeriesInTheLogOfTheirOwnCall(As as, Language language) throws Exception {
    Ground ground = Grounds.of(as);
    ground.attack(
        language.function(SOURCE, SOURCE),
        function -> {
          InvokeResult forged = function.call("forged-log");
          assertThat(Bomb.platformLines(ground.server(), SOURCE, forged)).isEmpty();
          InvokeResult next = function.call("log-flood");
          assertThat(Bomb.platformLines(ground.server(), SOURCE, next)).contains("is limited");
        });
  }

  @ParameterizedTest
  @MethodSource("dev.sluice.e2e.attack.As#here")
  void shouldEndAnInitialisationThatNeverEnds(As as) throws Exception {
    Ground ground = Grounds.of(as);
    List<FunctionSpec> endless =
        List.of(
            Sources.python("endless", "while True:\n    pass\n"),
            Sources.node("endless", "for (;;);"),
            Sources.handler(
                Sources.spec("endless", "provided", CodeSource.ofInline("#!/bin/sh\nsleep 1000\n")),
                "bootstrap"),
            Sources.handler(
                Sources.spec(
                    "endless",
                    "java",
                    CodeSource.ofInline(
                        "public class Endless { static { while (Math.random() < 2) { } }"
                            + " public String handle() { return \"\"; } }")),
                "Endless::handle"));
    List<String> wrong = new ArrayList<>();
    for (FunctionSpec function : endless) {
      ground.attack(
          function,
          hostile -> {
            InvokeResult result = ground.client().invoke(function.name(), InvokeRequest.json("{}"));
            if (result.problem() == null
                || !result.problem().code().equals(ErrorCode.FUNCTION_LOAD_FAILED.code())
                || !result.problem().detail().contains("did not load within")) {
              wrong.add(function.runtime() + ": " + result.problem());
            }
          });
    }
    assertThat(wrong).isEmpty();
  }
}
