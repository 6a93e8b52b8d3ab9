package dev.sluice.app.cli;

import dev.sluice.api.HealthCheck;
import dev.sluice.app.Main;
import dev.sluice.app.cli.shell.CliException;
import dev.sluice.app.cli.shell.ServerVerb.Format;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.shell.Verb;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.config.ConfigException;
import dev.sluice.app.config.ServerFlags;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice doctor}. Not thread-safe. */
@Command(
    name = "doctor",
    customSynopsis = "sluice doctor [OPTION...]",
    description = {
      "Check this machine: what is there, and what is missing.",
      "It needs no server; it builds a sandbox and runs a function in each language."
    },
    footer = {"  sluice doctor", "  sudo sluice doctor", "  sluice doctor --output json"})
final class DoctorCommand extends Verb {
  @Option(
      names = {"--data", "--data-dir"},
      paramLabel = "DIR",
      description = "Where a server would keep everything (~/.local/share/sluice).")
  @Nullable String data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The server's file with settings, when it has one.")
  @Nullable String config;

  @Option(
      names = "--isolation",
      paramLabel = "bubblewrap|process",
      description = "What would hold functions.")
  @Nullable String isolation;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      order = 90,
      description = "What to print: words for people, or JSON.")
  Format output = Format.table;

  DoctorCommand(Shell shell) {
    super(shell);
  }

  @Override
  public Integer call() throws IOException {
    List<HealthCheck> checks;
    try {
      checks = Main.examine(new ServerFlags(data, null, null, config, isolation), shell().clock());
    } catch (ConfigException e) {
      throw new CliException(e.problems().get(0));
    }
    if (output == Format.json) {
      console().print(Json.pretty(Map.of("checks", checks)));
    } else {
      print(checks);
    }
    return count(checks, "failed") == 0 ? 0 : 1;
  }

  private void print(List<HealthCheck> checks) {
    int width = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
    String line = "%-7s  %-" + width + "s  %s";
    for (HealthCheck check : checks) {
      console().println(line.formatted(check.state(), check.name(), check.detail()));
      if (!check.fix().isEmpty()) {
        console().println(line.formatted("", "", check.fix()));
      }
    }
    console().println("");
    console().println(verdict(count(checks, "failed"), count(checks, "warning")));
  }

  private static long count(List<HealthCheck> checks, String state) {
    return checks.stream().filter(check -> check.state().equals(state)).count();
  }

  private static String verdict(long failed, long warnings) {
    if (failed > 0) {
      return "Functions cannot run here until what failed is put right.";
    }
    return warnings == 0
        ? "Everything is in order."
        : "Functions can run here, with "
            + (warnings == 1 ? "one reservation." : warnings + " reservations.");
  }
}
