package dev.sluice.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Lane;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hostile function reaches for files, processes, sockets and networks that are not its own. */
@ExtendWith(Grounds.class)
@ResourceLock(Lane.OWN_SERVER)
class ReachTest {
  private static final Catalogue CATALOGUE = Catalogue.read();
  private static final String SOURCE = "hostile";

  /** What came of one attack. */
  private record Outcome(boolean reached, String shown) {}

  @ParameterizedTest
  @MethodSource("dev.sluice.e2e.attack.As#inEachLanguage")
  void shouldReachNothingOfAnybodyElse(As as, Language language) throws Exception {
    Ground ground = Grounds.of(as);
    Map<String, String> names = new TreeMap<>(ground.bait().names());
    names.put("program", language.program(SOURCE));
    List<String> wrong = new ArrayList<>();
    ground.attack(
        language.function(SOURCE, SOURCE),
        function -> {
          InvokeResult result = function.call(CATALOGUE.told(names));
          assertThat(result.problem()).isNull();
          Map<String, Outcome> outcomes = outcomes(result.text());
          assertThat(outcomes.keySet()).containsExactlyInAnyOrderElementsOf(CATALOGUE.names());
          for (Catalogue.Attack attack : CATALOGUE.attacks()) {
            Outcome outcome = outcomes.get(attack.name());
            if ((attack.refused() && outcome.reached()) || tells(outcome, ground)) {
              wrong.add(attack.name() + ": " + outcome.shown());
            }
          }
        });
    assertThat(wrong).as("attacks that got through").isEmpty();
  }

  private static boolean tells(Outcome outcome, Ground ground) {
    return outcome.shown().contains(ground.bait().marker())
        || outcome.shown().contains(ground.client().connection().token())
        || (outcome.reached() && outcome.shown().contains(ground.server().data().toString()));
  }

  /** Otherwise a refusal would say nothing: perhaps there was nothing to reach. */
  @ParameterizedTest
  @MethodSource("dev.sluice.e2e.attack.As#here")
  void shouldHaveSomethingToReachOutsideOfASandbox(As as) throws Exception {
    Ground ground = Grounds.of(as);
    Process process =
        new ProcessBuilder("/usr/bin/python3", "-c", Language.resource(SOURCE + ".py"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(CATALOGUE.baited().told(ground.bait().names()));
    }
    Map<String, Outcome> outcomes =
        outcomes(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertThat(outcomes.keySet())
        .containsExactlyInAnyOrderElementsOf(CATALOGUE.baited().names())
        .hasSizeGreaterThan(20);
    assertThat(outcomes).allSatisfy((name, outcome) -> assertThat(outcome.reached()).isTrue());
  }

  private static Map<String, Outcome> outcomes(String text) {
    Map<String, Outcome> all = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : Json.read(text).properties()) {
      byte[] shown = Base64.getDecoder().decode(each.getValue().get(1).asText());
      all.put(
          each.getKey(),
          new Outcome(
              each.getValue().get(0).asBoolean(), new String(shown, StandardCharsets.ISO_8859_1)));
    }
    return all;
  }
}
