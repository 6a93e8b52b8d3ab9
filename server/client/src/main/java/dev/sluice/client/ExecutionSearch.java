package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * Which executions are meant; of null all.
 *
 * @param status {@code running}, {@code suspended}, {@code completed}, {@code faulted} or {@code
 *     cancelled}
 * @param from a time in ISO 8601: only those that started then or later
 * @param to a time in ISO 8601: only those that started before
 * @param state the name of a task or a JSON pointer to one: only those that are at it, or stand
 *     still at it
 */
public record ExecutionSearch(
    @Nullable String workflow,
    @Nullable String status,
    @Nullable String key,
    @Nullable String from,
    @Nullable String to,
    @Nullable String state) {}
