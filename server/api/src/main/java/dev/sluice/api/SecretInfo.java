package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A secret, without its value.
 *
 * @param modifiedAt when it got its value
 * @param revision grows by one with every value
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SecretInfo(
    String name, String namespace, Instant createdAt, Instant modifiedAt, long revision) {}
