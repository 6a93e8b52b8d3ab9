package dev.sluice.core.namespace;

import java.time.Instant;

/**
 * A namespace as it is kept.
 *
 * @param revision 1 at first, one more with each change
 */
public record NamespaceRecord(
    String name,
    String description,
    Quota quota,
    Instant createdAt,
    Instant modifiedAt,
    long revision) {}
