package dev.sluice.core.invocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which invocations to list, newest first; a null field does not restrict.
 *
 * @param before only ids below this one
 * @param since created at or after
 * @param until created before
 * @param limit at most so many, 1 and up
 */
public record InvocationQuery(
    String namespace,
    @Nullable String function,
    @Nullable String version,
    InvocationRecord.@Nullable Status status,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String before,
    int limit) {}
