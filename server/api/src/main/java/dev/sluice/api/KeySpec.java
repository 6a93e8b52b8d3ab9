package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access key as a caller asks for it.
 *
 * @param name tells the keys of a namespace apart
 * @param scopes any of {@code invoke}, {@code read} and {@code manage}; null or empty for all three
 * @param expiresAt when it stops to be valid, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeySpec(
    @Nullable String name, @Nullable List<String> scopes, @Nullable Instant expiresAt) {}
