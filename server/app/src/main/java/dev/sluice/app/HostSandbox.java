package dev.sluice.app;

import dev.sluice.app.config.ServerConfig.SandboxChoice;
import dev.sluice.spi.sandbox.SandboxProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;

/** This host's own sandbox. */
final class HostSandbox implements SandboxOpener {
  @Override
  public SandboxProvider open(SandboxChoice choice, Path state, Clock clock, ThreadFactory threads)
      throws StartException {
    throw new StartException("This build has no sandbox yet.", null);
  }
}
