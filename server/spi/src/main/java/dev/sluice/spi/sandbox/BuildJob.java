package dev.sluice.spi.sandbox;

import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One build.
 *
 * @param namespace builds of one namespace share a cache, and no others do
 * @param source the tree to build, which stays as it is
 * @param recipe from {@link CodeBuilder#recipe}
 */
public record BuildJob(String namespace, Path source, Recipe recipe, Terms terms) {

  /**
   * What a build may do.
   *
   * @param network what it sees of the network
   * @param memoryMiB limit of all its processes together
   * @param timeout after that it is ended
   * @param diskBytes limit of what it leaves in its folder and in the cache together
   * @param environment more variables that it sees, such as those of a mirror or a proxy
   * @param maven the folder of the Maven to use; null for the system's
   */
  public record Terms(
      Network network,
      int memoryMiB,
      Duration timeout,
      long diskBytes,
      Map<String, String> environment,
      @Nullable Path maven) {
    public Terms {
      environment = Map.copyOf(environment);
    }
  }
}
