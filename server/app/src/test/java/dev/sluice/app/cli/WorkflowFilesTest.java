package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.app.cli.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflow files by the command line, without a server. */
final class WorkflowFilesTest {
  private static final String GOOD =
      """
      do:
        - a: {wait: PT1S}
      document:
        dsl: 1.0.3
        namespace: test
        name: good
        version: 1.0.0
      """;

  @TempDir Path folder;
  private Path good;
  private Path bad;

  @BeforeEach
  void writeFiles() throws IOException {
    good = Files.writeString(folder.resolve("good.flow.yaml"), GOOD);
    String text = GOOD.replace("PT1S", "1s").replace("name: good", "nam: good");
    bad = Files.writeString(folder.resolve("bad.flow.yaml"), text);
  }

  @Test
  void shouldFindFileValid() {
    TestShell shell = new TestShell();

    assertThat(shell.run("workflow", "validate", good.toString(), "--document-only")).isZero();
    assertThat(shell.out()).isEqualTo(good + ": valid\n");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void shouldTellEachProblemOnItsLine() {
    TestShell shell = new TestShell();

    assertThat(shell.run("workflow", "validate", good.toString(), bad.toString())).isEqualTo(1);
    assertThat(shell.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(bad + ":2:15: invalid-duration: '1s' is no ISO"),
            line -> assertThat(line).startsWith(bad + ":4:3: missing-key: 'document' needs 'name'"),
            line ->
                assertThat(line)
                    .isEqualTo(bad + ":6:3: unknown-key: unknown key 'nam'; did you mean 'name'?"));
    assertThat(shell.out()).isEqualTo(good + ": valid\n");
  }

  @Test
  void shouldTellProblemsAsJson() throws IOException {
    TestShell shell = new TestShell().in("a: [\n");

    assertThat(shell.run("workflow", "validate", "-", "--output", "json")).isEqualTo(1);
    JsonNode report = Json.MAPPER.readTree(shell.out());
    assertThat(report.get("valid").booleanValue()).isFalse();
    assertThat(report.get("problems")).hasSize(1);
    assertThat(report.at("/problems/0/file").textValue()).isEqualTo("stdin");
    assertThat(report.at("/problems/0/line").intValue()).isEqualTo(2);
    assertThat(report.at("/problems/0/code").textValue()).isEqualTo("syntax");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void shouldFormat() throws IOException {
    String formatted = GOOD.substring(GOOD.indexOf("document")) + "do:\n  - a: {wait: PT1S}\n";
    TestShell shell = new TestShell();

    assertThat(shell.run("workflow", "format", good.toString())).isZero();
    assertThat(shell.out()).isEqualTo(formatted);
    assertThat(Files.readString(good)).isEqualTo(GOOD);

    assertThat(new TestShell().run("workflow", "format", good.toString(), "--write")).isZero();
    assertThat(Files.readString(good)).isEqualTo(formatted);
  }

  @Test
  void shouldCheckThatSavingChangesNothing() throws IOException {
    Path odd = Files.writeString(folder.resolve("odd.yaml"), "\ufeffa:   1 \r\n# b\r\n\r\nc: 'd'");
    TestShell shell = new TestShell();

    assertThat(shell.run("workflow", "format", "--check-roundtrip", odd.toString())).isZero();
    assertThat(new TestShell().in("a: [").run("workflow", "format", "-", "--check-roundtrip"))
        .isEqualTo(1);
  }

  @Test
  void shouldRefuseWrongUsage() {
    assertThat(new TestShell().run("workflow", "validate")).isEqualTo(2);
    assertThat(new TestShell().run("workflow", "format", "-", "--write")).isEqualTo(2);
    assertThat(new TestShell().run("workflow", "format", "x", "--check-roundtrip", "--write"))
        .isEqualTo(2);
    TestShell missing = new TestShell();
    assertThat(missing.run("workflow", "validate", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(missing.err()).startsWith("error: there is no file ");
  }
}
