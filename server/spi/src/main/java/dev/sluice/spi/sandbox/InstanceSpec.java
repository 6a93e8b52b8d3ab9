package dev.sluice.spi.sandbox;

import java.nio.file.Path;
import java.util.Map;

/**
 * What to run. One instance serves one version of one function of one namespace, ever.
 *
 * @param namespace the tenant
 * @param function name of the function
 * @param version {@code latest} or a number, shown to the function
 * @param runtime a {@link RuntimeDescriptor#name()}
 * @param handler in the runtime's own form
 * @param code the unpacked code; it is shown read-only to the instance
 * @param memoryMiB limit for all processes of the instance together, in MiB
 * @param cpus limit for all processes of the instance together, in processors: 0.5 is half the time
 *     of one
 * @param network what of the host's network it sees
 * @param environment all that the function sees as its environment, besides what the runtime needs
 */
public record InstanceSpec(
    String namespace,
    String function,
    String version,
    String runtime,
    String handler,
    Path code,
    int memoryMiB,
    double cpus,
    Network network,
    Map<String, String> environment) {
  public InstanceSpec {
    environment = Map.copyOf(environment);
  }

  /** What of the network an instance sees. */
  public enum Network {
    /** A loopback of its own and nothing else. */
    NONE,
    /** The host's own, with all that is reachable from there. */
    HOST
  }
}
