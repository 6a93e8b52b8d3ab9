package dev.sluice.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.harness.Distribution;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The distribution's launcher. */
class LauncherTest {

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

  private static String version(String javaOptions) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Distribution.launcher().toString(), "--version")
            .redirectErrorStream(true);
    builder.environment().put("SLUICE_JAVA_OPTS", javaOptions);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
