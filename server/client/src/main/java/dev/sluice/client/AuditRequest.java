package dev.sluice.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the audit are wanted; null for whatever there is.
 *
 * @param from at or after
 * @param to before
 * @param who a key's name, or {@code admin}
 * @param kind for example {@code alias}
 * @param name the whole name, or what it begins with up to a slash
 */
public record AuditRequest(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String who,
    @Nullable String kind,
    @Nullable String name) {
  /** All of them. */
  public static AuditRequest all() {
    return new AuditRequest(null, null, null, null, null);
  }
}
