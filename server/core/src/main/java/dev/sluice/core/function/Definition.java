package dev.sluice.core.function;

import dev.sluice.core.code.StoredCode;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.time.Duration;
import java.util.Map;

/**
 * How a function runs: all that publish copies into a version.
 *
 * @param memoryMiB limit of one instance in MiB
 * @param cpus limit of one instance in processors
 * @param timeout limit of one invocation
 * @param environment what the function sees as its environment
 */
public record Definition(
    String runtime,
    String handler,
    StoredCode code,
    int memoryMiB,
    double cpus,
    Network network,
    Duration timeout,
    Scaling scaling,
    Map<String, String> environment) {
  public Definition {
    environment = Map.copyOf(environment);
  }

  /** The same with other code. */
  Definition with(StoredCode other) {
    return new Definition(
        runtime, handler, other, memoryMiB, cpus, network, timeout, scaling, environment);
  }
}
