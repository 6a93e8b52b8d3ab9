package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;

/**
 * A name for one version, or for several with traffic weights.
 *
 * @param weights version number to share of the traffic, summing to 1
 * @param revision grows by one with every change; the ETag is this number in quotes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AliasInfo(
    String function,
    String name,
    Map<String, Double> weights,
    String description,
    Instant createdAt,
    Instant modifiedAt,
    long revision) {}
