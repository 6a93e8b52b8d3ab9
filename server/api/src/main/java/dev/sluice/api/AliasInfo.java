package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name for one version, or for several with traffic weights.
 *
 * @param weights version number to share of the traffic, summing to 1
 * @param routingKey what keeps callers on one version, or null
 * @param revision grows by one with every change; the ETag is this number in quotes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AliasInfo(
    String function,
    String name,
    Map<String, Double> weights,
    @Nullable RoutingKey routingKey,
    String description,
    Instant createdAt,
    Instant modifiedAt,
    long revision) {}
