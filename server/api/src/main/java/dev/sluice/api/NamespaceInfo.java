package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A namespace: a tenant with its quotas and what it has of them. The limits are those of {@link
 * NamespaceSpec}.
 *
 * @param functions how many it has
 * @param codeBytes bytes of all different code of its functions and versions together
 * @param createdAt null for one that is in use and was never made
 * @param revision grows by one with every change, 0 for one that was never made; the ETag is this
 *     number in quotes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record NamespaceInfo(
    String name,
    String description,
    @Nullable Integer maxFunctions,
    @Nullable Integer maxConcurrency,
    @Nullable Long maxCodeBytes,
    @Nullable Long maxLogBytes,
    @Nullable Integer maxInvocationsPerMinute,
    @Nullable Boolean hostNetwork,
    int functions,
    long codeBytes,
    @Nullable Instant createdAt,
    @Nullable Instant modifiedAt,
    long revision) {}
