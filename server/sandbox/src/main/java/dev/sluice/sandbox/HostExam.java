package dev.sluice.sandbox;

import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.HostCheck;
import dev.sluice.spi.sandbox.HostCheck.State;
import dev.sluice.spi.sandbox.HostReport;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.Reply;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds out what this host can do by doing it: builds a sandbox and runs a function in each
 * language.
 */
public final class HostExam {
  private static final String PREFIX = "runtime ";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MEMORY_MIB = 256;

  private HostExam() {}

  /**
   * Examines the host.
   *
   * @param config as for {@link Sandboxes#open}; its state folder should be one that goes away
   */
  public static List<HostCheck> examine(SandboxConfig config) {
    try (SandboxProvider sandbox = Sandboxes.open(config)) {
      HostReport report = sandbox.report();
      List<HostCheck> checks = new ArrayList<>();
      for (HostCheck check : report.checks()) {
        checks.add(
            check.state() == State.OK && check.name().startsWith(PREFIX)
                ? run(sandbox, check, config.stateDir())
                : check);
      }
      return checks;
    } catch (SandboxUnavailableException e) {
      return List.of(new HostCheck("sandbox", State.FAILED, e.reason(), e.fix()));
    }
  }

  /** The check of a runtime, after a call to a function in it. */
  private static HostCheck run(SandboxProvider sandbox, HostCheck installed, Path folder) {
    RuntimeDescriptor runtime =
        sandbox.runtimes().stream()
            .filter(r -> installed.name().equals(PREFIX + r.name()))
            .findFirst()
            .orElseThrow();
    Hello hello = Hello.in(runtime.name());
    if (hello == null) {
      return installed;
    }
    long began = System.nanoTime();
    String trouble;
    try {
      trouble = call(sandbox, runtime, hello, Files.createTempDirectory(folder, runtime.name()));
    } catch (IOException e) {
      trouble = "The code could not be written: " + e.getMessage();
    }
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    return trouble.isEmpty()
        ? HostCheck.ok(
            installed.name(),
            installed.detail() + " A function started and answered in " + millis + " ms.")
        : new HostCheck(
            installed.name(),
            State.WARNING,
            "A function in it does not run: " + trouble,
            "Install the distribution's own package of it again.");
  }

  /** What went wrong; empty for nothing. */
  private static String call(
      SandboxProvider sandbox, RuntimeDescriptor runtime, Hello hello, Path code)
      throws IOException {
    Files.setPosixFilePermissions(code, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = code.resolve(runtime.inlineFile(hello.handler(), hello.text()));
    Files.writeString(file, hello.text());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    StartResult result =
        sandbox.start(
            new InstanceSpec(
                "default",
                "doctor",
                "latest",
                runtime.name(),
                hello.handler(),
                code,
                MEMORY_MIB,
                1,
                InstanceSpec.Network.NONE,
                Map.of()),
            line -> {});
    if (result instanceof StartResult.LoadFailed failed) {
      return failed.failure().message();
    }
    if (result instanceof StartResult.Unavailable unavailable) {
      return unavailable.reason();
    }
    Instance instance = ((StartResult.Started) result).instance();
    Reply reply =
        instance.invoke(
            new Instance.Call("doctor", new byte[0], "application/json", PATIENCE, 1 << 10),
            line -> {});
    instance.end(EndReason.IDLE);
    return reply instanceof Reply.Failure failure ? failure.message() : "";
  }
}
