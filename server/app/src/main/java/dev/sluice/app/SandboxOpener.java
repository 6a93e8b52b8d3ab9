package dev.sluice.app;

import dev.sluice.app.config.ServerConfig.SandboxChoice;
import dev.sluice.spi.sandbox.SandboxProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;

/** Opens the sandbox; the one part of the server that a test replaces. */
@FunctionalInterface
interface SandboxOpener {

  /**
   * Opens it.
   *
   * @param state a folder for what it notes, on the file system of the code
   * @throws StartException when this host cannot do what was chosen
   */
  SandboxProvider open(SandboxChoice choice, Path state, Clock clock, ThreadFactory threads)
      throws StartException;
}
