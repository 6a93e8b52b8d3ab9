package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alias as a caller asks for it.
 *
 * @param weights version number to share of the traffic; shares are above 0 and sum to 1
 * @param description free text, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AliasSpec(@Nullable Map<String, Double> weights, @Nullable String description) {}
