package dev.sluice.core.function;

import org.jspecify.annotations.Nullable;

/**
 * How many instances a version has.
 *
 * @param minInstances kept warm without calls while the version serves
 * @param maxInstances never more; null for as many as the server allows
 */
public record Scaling(int minInstances, @Nullable Integer maxInstances) {
  /** Instances come with calls and go without. */
  public static final Scaling USUAL = new Scaling(0, null);
}
