package dev.sluice.core.function;

import org.jspecify.annotations.Nullable;

/**
 * How many instances a version has, and how many calls each of them serves.
 *
 * @param minInstances kept warm without calls while the version serves
 * @param maxInstances never more; null for as many as the server allows
 * @param instanceConcurrency calls that one instance serves at a time
 */
public record Scaling(int minInstances, @Nullable Integer maxInstances, int instanceConcurrency) {
  /** Instances come with calls and go without, and serve one call at a time. */
  public static final Scaling USUAL = new Scaling(0, null);

  /** One call at a time. */
  public Scaling(int minInstances, @Nullable Integer maxInstances) {
    this(minInstances, maxInstances, 1);
  }
}
