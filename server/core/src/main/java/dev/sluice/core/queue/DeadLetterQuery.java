package dev.sluice.core.queue;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters, newest first; a null field does not restrict.
 *
 * @param error a part of the failure's code, type or message, in any case of letters
 * @param before only ids below this one
 * @param limit at most so many, 1 and up
 */
public record DeadLetterQuery(
    String namespace,
    @Nullable String function,
    @Nullable String association,
    @Nullable String error,
    @Nullable String before,
    int limit) {}
