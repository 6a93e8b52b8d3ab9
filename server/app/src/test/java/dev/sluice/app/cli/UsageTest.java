package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit statuses and the one line that goes with each. */
final class UsageTest {
  private static final String NOWHERE = "http://127.0.0.1:1";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fuction list|did you mean function?",
        "function lst|did you mean list?",
        "function create|missing required parameter: 'NAME'",
        "function create hello|the code is missing",
        "function get hello --output xml|invalid value for option '--output'",
        "function get hello --colour|unknown option '--colour'",
        "function get hello world|unexpected argument 'world'",
        "function update hello|nothing to change",
        "function update hello --memory much|invalid value for option '--memory'",
        "function create hello --code x --env A|should be in KEY=VALUE format",
        "function delete hello --version 1 --if-revision 2|--if-revision does not go with",
        "function invoke hello --path features|go with --each",
        "function invoke hello --each x --data {}|either --data or --each",
        "function invoke hello --each x --concurrency 0|from 1 to 256",
        "function logs hello --since yesterday|'yesterday' is no time",
        "function logs hello --until tomorrow|'tomorrow' is no time",
        "function logs hello --until 1h --follow|exclude each other",
        "logs --execution a --invocation b|exclude each other",
        "function logs hello --regex (|is no regular expression",
        "function logs|missing required parameter",
        "function logs hello --limit 0|--limit is from 1",
        "alias set hello live|missing required parameter",
        "alias set hello live 1 2|each needs its share",
        "alias set hello live 1=most|'1=most' is no share",
        "rollout start hello live 2|give at least one --step",
        "rollout start hello live 2 --step 10%|'10%' is no step",
        "rollout start hello live 2 --step most:5m|'most:5m' is no step",
        "rollout start hello live 2 --step 10%:soon|'10%:soon' is no step",
        "rollout start hello live two --step 10%:5m|invalid value",
        "rollout list hello --limit 0|--limit is at least 1",
        "audit --since yesterday|'yesterday' is no time",
        "audit --limit 0|--limit is at least 1",
        "top --sort weight|invalid value for option '--sort'",
        "top --every 0|--every is from 1",
        "top --limit 0|--limit is at least 1",
        "invocation list --limit 0|--limit is at least 1",
        "completion fish|invalid value",
        "help functions|there is no command 'functions'",
        "server now|unexpected argument 'now'"
      })
  void shouldCallWrongUsageByItsNameWithStatusTwo(String line, String words) {
    TestShell shell = new TestShell().with("SLUICE_URL", NOWHERE);

    int status = shell.run(line.split(" "));

    assertThat(status).isEqualTo(2);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err()).startsWith("error: ").contains(words).contains("; see 'sluice");
    assertThat(shell.err().lines()).hasSize(1);
  }

  @Test
  void shouldShowVerbsWhenVerbIsMissing() {
    TestShell shell = new TestShell();

    assertThat(shell.run("function")).isEqualTo(2);
    assertThat(shell.err()).contains("publish").contains("Examples:");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void shouldSayWhatToRunWhenNoServerIsFound() {
    TestShell shell = new TestShell();

    assertThat(shell.run("function", "list", "--data-dir", folder.toString())).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "error: no server is running on %s; start one with 'sluice server --data %s', or name one with --url or SLUICE_URL\n"
                .formatted(folder, folder));
  }

  @Test
  void shouldSayThatServerCannotBeReached() {
    TestShell shell = new TestShell();

    assertThat(shell.run("health", "--url", NOWHERE)).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "error: cannot reach the server at http://127.0.0.1:1: nothing answers there; is it"
                + " running?\n");
  }

  @Test
  void shouldRefuseAddressThatIsNone() {
    TestShell shell = new TestShell();

    assertThat(shell.run("health", "--url", "127.0.0.1:8640")).isEqualTo(1);
    assertThat(shell.err()).contains("give one like http://127.0.0.1:8640").hasLineCount(1);
  }

  @Test
  void shouldNotPrintTokenThatNoHeaderTakes() {
    TestShell shell = new TestShell();

    assertThat(shell.run("health", "--url", NOWHERE, "--token", "se cret")).isEqualTo(1);
    assertThat(shell.err()).contains("the token").doesNotContain("cret");
  }

  @Test
  void shouldNameFileThatIsMissing() {
    TestShell shell = new TestShell();
    String file = folder.resolve("none.py").toString();

    assertThat(shell.run("function", "create", "a", "--code", file, "--url", NOWHERE)).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("error: there is no file " + file + "\n");
  }

  @Test
  void shouldSayWhenHandlerCannotBeTold() throws IOException {
    TestShell shell = new TestShell();
    Path file = Files.writeString(folder.resolve("job.py"), "def main(event, context): pass\n");

    assertThat(shell.run("function", "create", "a", "--code", file.toString(), "--url", NOWHERE))
        .isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "error: cannot tell the runtime and the handler from job.py; give --runtime"
                + " python3|nodejs|java|provided and --handler FILE.NAME\n");
  }

  @Test
  void shouldEndQuietlyWhenReaderOfOutputHasGone() {
    TestShell shell = new TestShell().to(failing("Broken pipe"));

    assertThat(shell.run("--help")).isEqualTo(141);
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void shouldFailWhenOutputCannotBeWritten() {
    TestShell shell = new TestShell().to(failing("No space left on device"));

    assertThat(shell.run("--help")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("error: cannot write the output: No space left on device\n");
  }

  @Test
  void shouldPrintScriptThatCompletesVerbs() {
    TestShell shell = new TestShell();

    assertThat(shell.run("completion", "bash")).isZero();
    assertThat(shell.out()).contains("complete -F").contains("versions").contains("--qualifier");
  }

  @Test
  void shouldShowVersion() {
    TestShell shell = new TestShell();

    assertThat(shell.run("--version")).isZero();
    assertThat(shell.out()).startsWith("sluice ");
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
