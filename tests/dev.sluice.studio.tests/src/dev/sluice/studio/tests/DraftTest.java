package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.core.editor.Descriptors;
import dev.sluice.studio.core.editor.DraftCheck;
import dev.sluice.studio.core.editor.DraftField;
import dev.sluice.studio.core.editor.DraftLimits;
import dev.sluice.studio.core.editor.Entry;
import dev.sluice.studio.core.editor.FunctionDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DraftTest extends StudioTest {
  private static final FunctionDraft RIGHT =
      new FunctionDraft(
          "python3",
          "main.handler",
          "",
          new DraftLimits("128", "1", "30", "0", "", "1", "none"),
          List.of(new Entry("REGION", "eu")),
          List.of(new Entry("team", "web")),
          "pass");

  @Test
  void shouldFindNothingWrongWithRightDraft() {
    assertThat(problems(RIGHT)).isEmpty();
  }

  @Test
  void shouldTakeTheServersLimitsAndNoMore() {
    DraftLimits is = RIGHT.limits();
    assertThat(problems(is.withMemory("64"))).isEmpty();
    assertThat(problems(is.withMemory("8192"))).isEmpty();
    assertThat(problems(is.withTimeout("900"))).isEmpty();
    assertThat(problems(is.withCpus("0.1"))).isEmpty();
    assertThat(problems(is.withCpus("64"))).isEmpty();
    assertThat(problems(is.withMinInstances("1000"))).isEmpty();
    assertThat(problems(is.withMaxInstances("10000"))).isEmpty();
    assertThat(problems(is.withMemory("63"))).containsOnlyKeys(DraftField.MEMORY);
    assertThat(problems(is.withMemory("8193"))).containsOnlyKeys(DraftField.MEMORY);
    assertThat(problems(is.withTimeout("0"))).containsOnlyKeys(DraftField.TIMEOUT);
    assertThat(problems(is.withTimeout("901"))).containsOnlyKeys(DraftField.TIMEOUT);
    assertThat(problems(is.withTimeout("NaN"))).containsOnlyKeys(DraftField.TIMEOUT);
    assertThat(problems(is.withCpus("0.09"))).containsOnlyKeys(DraftField.CPUS);
    assertThat(problems(is.withCpus("NaN"))).containsOnlyKeys(DraftField.CPUS);
    assertThat(problems(is.withMinInstances("-1"))).containsOnlyKeys(DraftField.MIN_INSTANCES);
    assertThat(problems(is.withMinInstances(""))).containsOnlyKeys(DraftField.MIN_INSTANCES);
    assertThat(problems(is.withInstanceConcurrency("0")))
        .containsOnlyKeys(DraftField.INSTANCE_CONCURRENCY);
    assertThat(problems(is.withMaxInstances("0"))).containsOnlyKeys(DraftField.MAX_INSTANCES);
    assertThat(problems(is.withMinInstances("3").withMaxInstances("2")))
        .containsOnlyKeys(DraftField.MAX_INSTANCES);
  }

  private static Map<DraftField, String> problems(FunctionDraft draft) {
    try {
      return DraftCheck.problems(draft, Descriptors.of(server().client().openApi()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<DraftField, String> problems(DraftLimits limits) {
    return problems(RIGHT.withLimits(limits));
  }

  @Test
  void shouldRefuseVariableThatIsThereTwiceOrHasNoName() {
    Entry region = new Entry("REGION", "us");

    assertThat(problems(RIGHT.withEnvironment(List.of(region, region))))
        .containsOnlyKeys(DraftField.ENVIRONMENT);
    assertThat(problems(RIGHT.withEnvironment(List.of(new Entry("", "x")))))
        .containsOnlyKeys(DraftField.ENVIRONMENT);
    assertThat(problems(RIGHT.withEnvironment(List.of(new Entry("2X", "x")))))
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
