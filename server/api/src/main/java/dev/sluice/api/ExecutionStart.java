package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an execution is started with.
 *
 * @param version of the workflow; null (default) for the newest
 * @param key what the caller calls it by: a second start with it gives the first execution
 * @param input any JSON; null (default) for an empty object
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionStart(
    @Nullable Integer version, @Nullable String key, @Nullable Object input) {}
