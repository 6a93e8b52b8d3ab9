package dev.sluice.core.secret;

import java.time.Instant;

/**
 * A secret as it is kept.
 *
 * @param sealed its value, see {@link Seal}
 * @param revision 1 at first, one more with each new value
 */
public record SecretRecord(
    String namespace,
    String name,
    Seal.Sealed sealed,
    Instant createdAt,
    Instant modifiedAt,
    long revision) {}
