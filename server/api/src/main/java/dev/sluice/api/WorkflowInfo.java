package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a workflow.
 *
 * @param version 1 and up; each deployed text has its own
 * @param digest SHA-256 of the text, in hexadecimal
 * @param definition the text as it was deployed; null in lists
 * @param manifest that it came from, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowInfo(
    String name,
    String namespace,
    int version,
    String digest,
    @Nullable String definition,
    Instant createdAt,
    @Nullable String manifest) {}
