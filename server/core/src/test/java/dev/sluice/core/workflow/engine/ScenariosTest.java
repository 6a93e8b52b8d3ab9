package dev.sluice.core.workflow.engine;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios of our own, in the grammar of the specification's, of what those do not say. */
final class ScenariosTest {
  private static final List<String> FEATURES =
      List.of(
          "flow",
          "data",
          "loops",
          "errors",
          "time",
          "events",
          "calls",
          "repairs",
          "combinations",
          "refusals");

  static List<Gherkin.Scenario> scenarios() throws Exception {
    List<Gherkin.Scenario> scenarios = new ArrayList<>();
    for (String feature : FEATURES) {
      try (InputStream in = ScenariosTest.class.getResourceAsStream(feature + ".feature")) {
        byte[] bytes = Objects.requireNonNull(in).readAllBytes();
        scenarios.addAll(Gherkin.read(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    return scenarios;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldDoAsTheScenarioSays(Gherkin.Scenario scenario) throws Exception {
    try (Steps steps = new Steps()) {
      steps.run(scenario);
    }
  }
}
