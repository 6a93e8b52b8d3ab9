package dev.sluice.core.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The specification's scenarios, all of them. Where they are not there, the test says so and is
 * skipped; on a build server (CI=true) it fails.
 */
final class CompatibilityKitTest {
  static List<Gherkin.Scenario> scenarios() throws Exception {
    Path folder =
        Path.of("../../../shared/conformance/serverlessworkflow-ctk").toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      String sentence = "NOT RUN: there is no test data in " + folder;
      if ("true".equals(System.getenv("CI"))) {
        fail(sentence);
      }
      Assumptions.abort(sentence);
    }
    List<Gherkin.Scenario> scenarios = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".feature")).sorted().toList()) {
        scenarios.addAll(Gherkin.read(Files.readString(file)));
      }
    }
    return scenarios;
  }

  @Test
  void shouldFindAllScenarios() throws Exception {
    assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldDoAsTheSpecificationSays(Gherkin.Scenario scenario) throws Exception {
    try (Steps steps = new Steps()) {
      steps.run(scenario);
    }
  }
}
