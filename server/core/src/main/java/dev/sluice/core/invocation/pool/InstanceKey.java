package dev.sluice.core.invocation.pool;

import dev.sluice.core.code.CodeStore;
import dev.sluice.core.function.Definition;
import dev.sluice.spi.sandbox.InstanceSpec;
import java.util.Map;

/**
 * What an instance may serve: one definition of one version of one function, and nothing else ever.
 *
 * @param functionId not the name, which may come back with another function
 * @param version {@code latest} or a number
 */
public record InstanceKey(
    String namespace, String function, String functionId, String version, Definition definition) {

  /**
   * What starts an instance for it.
   *
   * @param environment all that the function sees as its environment
   */
  public InstanceSpec spec(CodeStore code, Map<String, String> environment) {
    return new InstanceSpec(
        namespace,
        function,
        version,
        definition.runtime(),
        definition.handler(),
        code.tree(definition.code().digest()),
        definition.memoryMiB(),
        definition.cpus(),
        definition.network(),
        environment);
  }
}
