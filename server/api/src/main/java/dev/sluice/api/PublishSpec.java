package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The optional body of publish.
 *
 * @param description what is new in the version, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishSpec(@Nullable String description) {}
