package dev.sluice.core.invocation.pool;

import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.ImageConfig;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.function.Definition;
import dev.sluice.spi.sandbox.InstanceSpec;
import java.util.ArrayList;
import java.util.List;
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
    if (definition.code().kind() == StoredCode.Kind.IMAGE) {
      return image(code, environment);
    }
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
            environment)
        .with(definition.scaling().instanceConcurrency());
  }

  /**
   * As {@code docker run IMAGE HANDLER}: a handler of its own is in place of the image's command.
   */
  private InstanceSpec image(CodeStore code, Map<String, String> environment) {
    String digest = definition.code().digest();
    ImageConfig config = code.image(digest);
    List<String> arguments =
        definition.handler().equals(ImageConfig.OWN_COMMAND)
            ? config.command()
            : List.of(definition.handler());
    List<String> command = new ArrayList<>(config.entrypoint());
    command.addAll(arguments);
    return new InstanceSpec(
        namespace,
        function,
        version,
        definition.runtime(),
        config.entrypoint().isEmpty() || arguments.isEmpty()
            ? definition.handler()
            : arguments.get(0),
        code.tree(digest).resolve(ImageConfig.ROOT),
        definition.memoryMiB(),
        definition.cpus(),
        definition.network(),
        environment,
        new InstanceSpec.Image(command, config.environment(), config.folder()));
  }
}
