package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;

/**
 * A published version: an immutable copy of code and definition.
 *
 * @param version 1 and up, never used twice for one function
 * @param description what is new in it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VersionInfo(
    String function,
    int version,
    String description,
    String runtime,
    String handler,
    CodeInfo code,
    int memoryMiB,
    double timeoutSeconds,
    Map<String, String> environment,
    Instant createdAt) {}
