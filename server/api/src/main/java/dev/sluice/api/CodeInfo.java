package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is known of stored code.
 *
 * @param kind {@code inline} or {@code zip}
 * @param digest {@code sha256:} and 64 hex digits over the tree that runs
 * @param sizeBytes bytes of all its files together
 * @param source the digest of the tree that was handed in, where a build made another one of it
 * @param build what was said of building it; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CodeInfo(
    String kind,
    String digest,
    long sizeBytes,
    @Nullable String source,
    CodeSource.@Nullable Build build) {}
