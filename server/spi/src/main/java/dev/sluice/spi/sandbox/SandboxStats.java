package dev.sluice.spi.sandbox;

import java.util.Map;

/**
 * What the sandbox of a server holds and has seen.
 *
 * @param instances instances that live, without the waiting hosts
 * @param waitingHosts language hosts that wait for code
 * @param memoryBytes what all of them use together; what the kernel could take back, as caches of
 *     files, does not count
 * @param ended instances that were ended since the server's start, by reason; reasons without any
 *     are left out
 */
public record SandboxStats(
    int instances, int waitingHosts, long memoryBytes, Map<EndReason, Long> ended) {
  public SandboxStats {
    ended = Map.copyOf(ended);
  }
}
