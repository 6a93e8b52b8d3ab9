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
    Map<String, String> environment) {
  public InstanceSpec {
    environment = Map.copyOf(environment);
  }
}
