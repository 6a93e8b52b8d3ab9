package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.core.editor.DraftCheck;
import dev.sluice.studio.core.editor.DraftField;
import dev.sluice.studio.core.editor.Entry;
import dev.sluice.studio.core.editor.FunctionDraft;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {
  private static final FunctionDraft RIGHT =
      new FunctionDraft(
          "python3",
          "main.handler",
          "",
          "128",
          "30",
          List.of(new Entry("REGION", "eu")),
          List.of(new Entry("team", "web")),
          "pass");

  @Test
  void shouldFindNothingWrongWithRightDraft() {
    assertThat(DraftCheck.problems(RIGHT)).isEmpty();
  }

  @Test
  void shouldTakeTheServersLimitsAndNoMore() {
    assertThat(DraftCheck.problems(RIGHT.withMemory("64"))).isEmpty();
    assertThat(DraftCheck.problems(RIGHT.withMemory("8192"))).isEmpty();
    assertThat(DraftCheck.problems(RIGHT.withTimeout("900"))).isEmpty();
    assertThat(DraftCheck.problems(RIGHT.withMemory("63"))).containsOnlyKeys(DraftField.MEMORY);
    assertThat(DraftCheck.problems(RIGHT.withMemory("8193"))).containsOnlyKeys(DraftField.MEMORY);
    assertThat(DraftCheck.problems(RIGHT.withTimeout("0"))).containsOnlyKeys(DraftField.TIMEOUT);
    assertThat(DraftCheck.problems(RIGHT.withTimeout("901"))).containsOnlyKeys(DraftField.TIMEOUT);
    assertThat(DraftCheck.problems(RIGHT.withTimeout("NaN"))).containsOnlyKeys(DraftField.TIMEOUT);
  }

  @Test
  void shouldRefuseVariableThatIsThereTwiceOrHasNoName() {
    Entry region = new Entry("REGION", "us");

    assertThat(DraftCheck.problems(RIGHT.withEnvironment(List.of(region, region))))
        .containsOnlyKeys(DraftField.ENVIRONMENT);
    assertThat(DraftCheck.problems(RIGHT.withEnvironment(List.of(new Entry("", "x")))))
        .containsOnlyKeys(DraftField.ENVIRONMENT);
    assertThat(DraftCheck.problems(RIGHT.withEnvironment(List.of(new Entry("2X", "x")))))
        .containsOnlyKeys(DraftField.ENVIRONMENT);
  }

  @Test
  void shouldTakeNamesThatTheServerTakes() {
    assertThat(DraftCheck.name("a")).isNull();
    assertThat(DraftCheck.name("Quake-watch_2")).isNull();
    assertThat(DraftCheck.name("a".repeat(63))).isNull();
    assertThat(DraftCheck.name("a".repeat(64))).isNotNull();
    assertThat(DraftCheck.name("2nd")).isNotNull();
    assertThat(DraftCheck.name("a b")).isNotNull();
    assertThat(DraftCheck.name("")).isNotNull();
  }
}
