package dev.sluice.core.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are wanted; null for whatever there is.
 *
 * @param from at or after
 * @param until before
 * @param name the whole name, or what it begins with up to a slash
 * @param before only lines with a lower id
 */
public record AuditQuery(
    String namespace,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String who,
    @Nullable String kind,
    @Nullable String name,
    @Nullable String before,
    int limit) {}
