package dev.sluice.manifest;

import dev.sluice.api.RoutingKey;
import dev.sluice.manifest.yaml.Place;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alias of a function.
 *
 * @param weights version number, or {@link #LATEST}, to share of the traffic
 * @param routingKey what keeps callers on one version, or null
 */
public record AliasEntry(
    Place place,
    String name,
    Map<String, Double> weights,
    @Nullable RoutingKey routingKey,
    String description) {
  /** The newest version when the alias is set, the one that is published just before included. */
  static final String LATEST = "latest";

  /** What binary fractions of decimal shares may be off. */
  static final double TOLERANCE = 1e-6;
}
