package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alias as a caller asks for it.
 *
 * @param weights version number to share of the traffic; shares are above 0 and sum to 1
 * @param routingKey keeps callers on one version; null leaves it as it is, none of its fields takes
 *     it away
 * @param description free text, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AliasSpec(
    @Nullable Map<String, Double> weights,
    @Nullable RoutingKey routingKey,
    @Nullable String description) {

  /** One that leaves the routing key as it is. */
  public AliasSpec(@Nullable Map<String, Double> weights, @Nullable String description) {
    this(weights, null, description);
  }
}
