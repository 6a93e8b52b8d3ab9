package dev.sluice.app;

import dev.sluice.app.config.ServerFlags;

/** The server's life from its flags to its exit status. */
public final class Main {
  private Main() {}

  /**
   * Runs a server until it is told to stop.
   *
   * @return the process's exit status: 0 when it was stopped, 1 when it could not start, 2 when the
   *     configuration is wrong
   */
  public static int serve(ServerFlags flags) {
    return flags.config() == null ? 1 : 2;
  }
}
