package dev.sluice.app;

import dev.sluice.app.config.ServerConfig.SandboxChoice;
import dev.sluice.sandbox.SandboxConfig;
import dev.sluice.sandbox.SandboxConfig.Isolation;
import dev.sluice.sandbox.SandboxLimits;
import dev.sluice.sandbox.SandboxUnavailableException;
import dev.sluice.sandbox.Sandboxes;
import dev.sluice.spi.sandbox.SandboxProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;

/** This host's own sandbox. */
final class HostSandbox implements SandboxOpener {
  @Override
  public SandboxProvider open(SandboxChoice choice, Path state, Clock clock, ThreadFactory threads)
      throws StartException {
    try {
      return Sandboxes.open(config(choice, state, clock, threads));
    } catch (SandboxUnavailableException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What was chosen, in the sandbox's own words. */
  static SandboxConfig config(
      SandboxChoice choice, Path state, Clock clock, ThreadFactory threads) {
    return new SandboxConfig(
        choice.bubblewrap() ? Isolation.BUBBLEWRAP : Isolation.PROCESS,
        choice.warmHosts(),
        choice.memoryBytes(),
        choice.initTimeout(),
        SandboxLimits.defaults(),
        state,
        clock,
        threads);
  }
}
