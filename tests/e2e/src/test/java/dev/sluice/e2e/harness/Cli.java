package dev.sluice.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.cli.SluiceCommand;
import dev.sluice.app.cli.shell.Console;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.client.Connection;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line, with what is added to its environment. */
public final class Cli {
  private static final long PATIENCE_SECONDS = 60;

  private final Map<String, String> environment;

  /** A command line with these variables. */
  public Cli(Map<String, String> environment) {
    this.environment = environment;
  }

  /** A command line that finds this server. */
  public Cli(Connection connection) {
    this(Map.of("SLUICE_URL", connection.url().toString(), "SLUICE_TOKEN", connection.token()));
  }

  /** What a command came to. */
  public record Result(int status, String out, String err) {}

  /** Runs a command that must succeed, and returns what it printed. */
  public String run(String... words) {
    Result result = result(words);
    assertThat(result.status()).as(String.join(" ", words) + "\n" + result.err()).isZero();
    return result.out();
  }

  /** Runs a command that must be refused, in one line, and returns that line. */
  public String refused(String... words) {
    Result result = result(words);
    assertThat(result.status()).as(String.join(" ", words) + "\n" + result.out()).isEqualTo(1);
    assertThat(result.err().lines().toList()).as(result.err()).hasSize(1);
    return result.err();
  }

  /** Runs a command that is wrong itself, and returns what is said of it. */
  public String misused(String... words) {
    Result result = result(words);
    assertThat(result.status()).as(String.join(" ", words) + "\n" + result.out()).isEqualTo(2);
    return result.err();
  }

  /** Runs a command that must succeed, and returns what it said about it on standard error. */
  public String told(String... words) {
    Result result = result(words);
    assertThat(result.status()).as(String.join(" ", words) + "\n" + result.err()).isZero();
    return result.err();
  }

  /** Runs a command that must fail after having said more, and returns all of that. */
  public String failed(String... words) {
    Result result = result(words);
    assertThat(result.status()).as(String.join(" ", words) + "\n" + result.out()).isEqualTo(1);
    return result.err();
  }

  /** Runs a command, in this process: a JVM of its own for each would take a second. */
  public Result result(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(InputStream.nullInputStream(), out, err, false, false, false);
    Shell shell = new Shell(console, environment, Clock.systemUTC(), Cli::daemon);
    int status = SluiceCommand.run(shell, words);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "cli-work");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Runs a command as a person does: with the distribution's launcher, in a process of its own.
   *
   * @param folder where it runs
   */
  public Result launch(Path folder, String... words) throws Exception {
    return launch(folder, new String[0], words);
  }

  /**
   * The same through another command.
   *
   * @param prefix the words of that command
   */
  public Result launch(Path folder, String[] prefix, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.add(Distribution.launcher().toString());
    command.addAll(List.of(words));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still runs: " + command);
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
