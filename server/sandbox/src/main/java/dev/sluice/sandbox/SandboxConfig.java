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
 * @param stateDir where the provider keeps what the next server can use, and notes what this one
 *     would leave behind if it were killed
 * @param threads makes the provider's threads: one that starts processes and lives as long as the
 *     provider, one that watches deadlines, one for each instance's output, one that makes an
 *     archive
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
