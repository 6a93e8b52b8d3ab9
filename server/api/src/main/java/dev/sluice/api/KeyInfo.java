package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access key of a namespace.
 *
 * @param scopes any of {@code invoke}, {@code read} and {@code manage}
 * @param expiresAt when it stops to be valid, or null
 * @param token what to send as the bearer token; only in the answer that made the key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeyInfo(
    String name,
    String namespace,
    List<String> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable String token) {}
