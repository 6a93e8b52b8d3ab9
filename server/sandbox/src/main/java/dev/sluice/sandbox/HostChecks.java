package dev.sluice.sandbox;

import dev.sluice.sandbox.jail.BubblewrapJail;
import dev.sluice.sandbox.runtime.Interpreter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;
import org.jspecify.annotations.Nullable;

/** One-shot commands that find out what this host can do. */
final class HostChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SOME_UID = 699_999;

  private HostChecks() {}

  /** What a command came to. */
  record Outcome(int status, String text) {}

  /** Runs a real jail once, since no look at versions and settings proves that one works. */
  static void requireBubblewrap(BubblewrapJail jail) throws SandboxUnavailableException {
    Outcome outcome;
    try {
      outcome = run(jail.probe(SOME_UID));
    } catch (IOException e) {
      throw new SandboxUnavailableException(
          "Bubblewrap is not installed: run 'apt-get install bubblewrap', or choose"
              + " '--isolation process' to run functions without a sandbox.");
    }
    if (outcome.status() != 0) {
      String text = outcome.text().strip().lines().findFirst().orElse("no reason given");
      throw new SandboxUnavailableException(
          "Bubblewrap cannot build a sandbox here ("
              + text
              + "): allow user namespaces with 'sysctl -w kernel.unprivileged_userns_clone=1"
              + " user.max_user_namespaces=10000', or choose '--isolation process' to run functions"
              + " without a sandbox.");
    }
  }

  /** The interpreter at the first of these paths that runs. */
  static @Nullable Interpreter interpreter(List<String> paths) {
    for (String path : paths) {
      if (Files.isExecutable(Path.of(path))) {
        Interpreter found = tried(path);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable Interpreter tried(String path) {
    try {
      Outcome outcome = run(List.of(path, "--version"));
      return outcome.status() == 0
          ? new Interpreter(path, outcome.text().strip().replaceFirst("^(Python |v)", ""))
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  static Outcome run(List<String> command) throws IOException {
    CommandLine line = new CommandLine(command.get(0));
    command.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    DefaultExecutor executor = DefaultExecutor.builder().get();
    executor.setExitValues(null);
    executor.setWatchdog(ExecuteWatchdog.builder().setTimeout(PATIENCE).get());
    executor.setStreamHandler(new PumpStreamHandler(output));
    int status = executor.execute(line, Map.of("PATH", "/usr/bin:/bin"));
    return new Outcome(status, output.toString(StandardCharsets.UTF_8));
  }
}
