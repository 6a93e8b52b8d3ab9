package dev.sluice.sandbox;

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
final class HostCommands {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private HostCommands() {}

  /** What a command came to. */
  record Outcome(int status, String text) {}

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
