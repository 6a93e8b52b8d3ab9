package dev.sluice.spi.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 * @param image how an image is run, whose root {@code code} is then; null for code of a runtime
 * @param concurrency how many calls it serves at a time
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
    Map<String, String> environment,
    @Nullable Image image,
    int concurrency) {
  public InstanceSpec {
    environment = Map.copyOf(environment);
  }

  /** One that serves one call at a time. */
  public InstanceSpec(
      String namespace,
      String function,
      String version,
      String runtime,
      String handler,
      Path code,
      int memoryMiB,
      double cpus,
      Network network,
      Map<String, String> environment,
      @Nullable Image image) {
    this(
        namespace,
        function,
        version,
        runtime,
        handler,
        code,
        memoryMiB,
        cpus,
        network,
        environment,
        image,
        1);
  }

  /** The same that is no image. */
  public InstanceSpec(
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
    this(
        namespace,
        function,
        version,
        runtime,
        handler,
        code,
        memoryMiB,
        cpus,
        network,
        environment,
        null);
  }

  /** The same that serves so many calls at a time. */
  public InstanceSpec with(int calls) {
    return new InstanceSpec(
        namespace,
        function,
        version,
        runtime,
        handler,
        code,
        memoryMiB,
        cpus,
        network,
        environment,
        image,
        calls);
  }

  /**
   * How an image is run.
   *
   * @param command its program, a path or a name to be looked for in {@code PATH}, and arguments
   * @param environment what the image adds to its program's environment
   * @param folder absolute path in the image that the program starts in
   */
  public record Image(List<String> command, Map<String, String> environment, String folder) {
    public Image {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  /** What of the network an instance sees. */
  public enum Network {
    /** A loopback of its own and nothing else. */
    NONE,
    /** The host's own, with all that is reachable from there. */
    HOST
  }
}
