package dev.sluice.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a person runs it: the distribution's launcher in a process of its own. */
public final class Cli {
  private static final long PATIENCE_SECONDS = 60;

  private final Connection connection;
  private final Path folder;

  /**
   * A command line that finds its server by the environment.
   *
   * @param folder where it runs
   */
  public Cli(Connection connection, Path folder) {
    this.connection = connection;
    this.folder = folder;
  }

  /** What a command came to. */
  public record Result(int status, String out, String err) {}

  /** Runs a command that must succeed, and returns what it printed. */
  public String run(String... words) throws Exception {
    Result result = result(words);
    assertThat(result.status()).as(String.join(" ", words) + "\n" + result.err()).isZero();
    return result.out();
  }

  /** Runs a command that must be refused, in one line, and returns that line. */
  public String refused(String... words) throws Exception {
    Result result = result(words);
    assertThat(result.status()).as(String.join(" ", words) + "\n" + result.out()).isEqualTo(1);
    assertThat(result.err().lines().toList()).as(result.err()).hasSize(1);
    return result.err();
  }

  /** Runs a command. */
  public Result result(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Distribution.launcher().toString()));
    command.addAll(List.of(words));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("SLUICE_URL", connection.url().toString());
    builder.environment().put("SLUICE_TOKEN", connection.token());
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still runs: " + command);
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
