package dev.sluice.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hostile function asks the kernel itself; the walls are the same around every language. */
@ExtendWith(Grounds.class)
@ResourceLock(Lane.OWN_SERVER)
class SystemCallTest {
  private static final String SOURCE = "syscalls";

  /** How the program names its attacks. */
  private static final Pattern ATTACK = Pattern.compile("(?m)^    \"([a-z0-9-]+)\": ");

  @ParameterizedTest
  @MethodSource("dev.sluice.e2e.attack.As#here")
  void shouldGetNothingFromTheKernel(As as) throws Exception {
    Ground ground = Grounds.of(as);
    List<String> names =
        ATTACK.matcher(Language.resource(SOURCE + ".py")).results().map(m -> m.group(1)).toList();
    assertThat(names).hasSizeGreaterThan(70).doesNotHaveDuplicates();
    List<String> wrong = new ArrayList<>();
    ground.attack(
        Language.PYTHON.function("syscalls", SOURCE),
        function -> {
          InvokeResult result =
              function.call(ground.server().pid() + " " + String.join(" ", names));
          assertThat(result.problem()).isNull();
          JsonNode outcomes = Json.read(result.text());
          for (String name : names) {
            String outcome = outcomes.path(name).asText("NOT TRIED");
            if (!outcome.startsWith("refused: ")) {
              wrong.add(name + ": " + outcome);
            }
          }
        });
    assertThat(wrong).as("attacks that got through").isEmpty();
  }
}
