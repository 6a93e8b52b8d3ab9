package dev.sluice.flow.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Conformance;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ConformanceTest {
  @Test
  void shouldFindNothingWrongInOfficialExamples() {
    Conformance.examples()
        .forEach(
            (name, bytes) -> assertThat(WorkflowValidator.check(bytes, null)).as(name).isEmpty());
  }

  @Test
  void shouldFindNothingWrongInDefinitionsOfTheCompatibilityKit() {
    assertThat(Conformance.definitions()).hasSize(21);
    Conformance.definitions()
        .forEach(
            (name, text) ->
                assertThat(WorkflowValidator.check(text.getBytes(StandardCharsets.UTF_8), null))
                    .as(name)
                    .isEmpty());
  }
}
