package dev.sluice.core.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access key as it is kept.
 *
 * @param id part of the token, never used again
 * @param name tells the keys of a namespace apart
 * @param digest SHA-256 of the token, in hexadecimal digits; the token itself is not kept
 * @param expiresAt when it stops to be valid, or null
 */
public record KeyRecord(
    String id,
    String namespace,
    String name,
    Set<Scope> scopes,
    String digest,
    Instant createdAt,
    @Nullable Instant expiresAt) {
  public KeyRecord {
    scopes = Set.copyOf(scopes);
  }
}
