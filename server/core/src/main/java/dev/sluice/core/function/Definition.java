package dev.sluice.core.function;

import dev.sluice.core.code.StoredCode;
import java.time.Duration;
import java.util.Map;

/**
 * How a function runs: all that publish copies into a version.
 *
 * @param memoryMiB limit of one instance in MiB
 * @param timeout limit of one invocation
 * @param environment what the function sees as its environment
 */
public record Definition(
    String runtime,
    String handler,
    StoredCode code,
    int memoryMiB,
    Duration timeout,
    Map<String, String> environment) {
  public Definition {
    environment = Map.copyOf(environment);
  }
}
