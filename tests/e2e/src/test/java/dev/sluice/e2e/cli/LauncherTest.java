package dev.sluice.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.harness.Cli;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's launcher. */
class LauncherTest {
  @TempDir Path folder;

  @Test
  void shouldStartFromArchivedClasses() throws Exception {
    assertThat(version("-Xlog:class+load")).contains("shared objects file (top)");
  }

  @Test
  void shouldSayNothingWhereArchivedClassesDoNotSuit() throws Exception {
    // Another class path than the one that was archived.
    assertThat(version("-Xbootclasspath/a:nowhere").lines())
        .singleElement()
        .asString()
        .startsWith("sluice ");
  }

  /** All that it writes. */
  private String version(String javaOptions) throws Exception {
    Cli.Result result =
        new Cli(Map.of("SLUICE_JAVA_OPTS", javaOptions)).launch(folder, "--version");
    assertThat(result.status()).as(result.err()).isZero();
    return result.out() + result.err();
  }
}
