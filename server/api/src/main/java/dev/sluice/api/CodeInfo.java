package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What is known of stored code.
 *
 * @param kind {@code inline} or {@code zip}
 * @param digest {@code sha256:} and 64 hex digits over the unpacked tree
 * @param sizeBytes bytes of all files together
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CodeInfo(String kind, String digest, long sizeBytes) {}
