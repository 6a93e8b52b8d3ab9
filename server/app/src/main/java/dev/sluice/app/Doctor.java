package dev.sluice.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.sluice.api.HealthCheck;
import dev.sluice.app.config.ServerConfig;
import dev.sluice.app.http.HealthWire;
import dev.sluice.sandbox.HostExam;
import dev.sluice.sandbox.host.Trees;
import dev.sluice.spi.sandbox.HostCheck;
import dev.sluice.spi.sandbox.HostCheck.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Finds out whether a server with this configuration would do well on this machine. */
final class Doctor {
  private static final long LITTLE_SPACE = 1L << 30;
  private static final long FEW_FILES = 4_096;

  private Doctor() {}

  /**
   * Examines the machine, by a sandbox that is built and taken down again.
   *
   * @throws IOException when not even a temporary folder can be made
   */
  static List<HealthCheck> examine(ServerConfig config, Clock clock) throws IOException {
    // What the log would tell, the checks do.
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
    List<HostCheck> checks = new ArrayList<>();
    Path state = Files.createTempDirectory("sluice-doctor-");
    try {
      checks.addAll(
          HostExam.examine(
              HostSandbox.config(
                  config.sandbox(), state, clock, new NamedThreads("sluice-doctor"))));
    } finally {
      Trees.remove(state);
    }
    checks.add(openFiles());
    checks.add(disk(config.data()));
    return HealthWire.checks(checks);
  }

  private static HostCheck openFiles() throws IOException {
    String limit =
        Files.readAllLines(Path.of("/proc/self/limits")).stream()
            .filter(line -> line.startsWith("Max open files"))
            .map(line -> line.split(" {2,}", 0)[2].strip())
            .findFirst()
            .orElse("unlimited");
    return limit.equals("unlimited") || Long.parseLong(limit) >= FEW_FILES
        ? HostCheck.ok("open files", "The server may have " + limit + " files open.")
        : new HostCheck(
            "open files",
            State.WARNING,
            "The server may have only " + limit + " files open: each instance takes a few.",
            "Raise the limit, with 'ulimit -n 65536' or LimitNOFILE=65536 of a systemd service.");
  }

  /** The folder itself, or the one that it would be made in. */
  private static Path existing(Path folder) {
    Path parent = folder.getParent();
    return Files.exists(folder) || parent == null ? folder : existing(parent);
  }

  private static HostCheck disk(Path data) throws IOException {
    Path there = existing(data);
    if (!Files.isWritable(there)) {
      return new HostCheck(
          "data directory",
          State.FAILED,
          "The server cannot write to " + there + ".",
          "Give it another one with --data, or the right to write to this one.");
    }
    long free = Files.getFileStore(there).getUsableSpace();
    String detail = data + " has " + (free >> 20) + " MiB free.";
    return free >= LITTLE_SPACE
        ? HostCheck.ok("data directory", detail)
        : new HostCheck(
            "data directory", State.WARNING, detail, "Make room, or choose another with --data.");
  }
}
