package dev.sluice.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * How sandboxes are made.
 *
 * @param isolation how strong the walls are
 * @param warmHosts language hosts that wait for work, for each runtime; 0 starts each on demand
 * @param memoryBytes what all hosts and instances together may use
 * @param initTimeout longest time that a handler may take to load
 * @param stateDir where the provider notes what a killed server would leave behind
 * @param threads makes the provider's threads: one that starts processes and lives as long as the
 *     provider, one that watches deadlines, one for each instance's output
 */
public record SandboxConfig(
    Isolation isolation,
    int warmHosts,
    long memoryBytes,
    Duration initTimeout,
    SandboxLimits limits,
    Path stateDir,
    Clock clock,
    ThreadFactory threads) {

  /** How strong the walls are. */
  public enum Isolation {
    BUBBLEWRAP,
    /** No walls: for hosts without user namespaces, by explicit choice only. */
    PROCESS
  }
}
