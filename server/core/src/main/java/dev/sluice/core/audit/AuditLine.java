package dev.sluice.core.audit;

import java.time.Instant;

/**
 * A change that somebody asked for.
 *
 * @param id grows with time
 * @param namespace the one that the caller acted in
 * @param who a key's name, or {@code admin}
 * @param admin whether it was the admin, whatever keys are called
 * @param action {@code create}, {@code set}, {@code update}, {@code delete} or a verb of the API
 * @param kind what was changed, for example {@code alias}
 * @param name its name, with those of what it belongs to before it; empty where none is told
 * @param path the request's, without its parameters
 * @param address where the request came from
 * @param agent how the client calls itself; empty where it does not
 * @param status of the answer
 */
public record AuditLine(
    String id,
    String namespace,
    Instant at,
    String who,
    boolean admin,
    String action,
    String kind,
    String name,
    String method,
    String path,
    String address,
    String agent,
    int status) {
  /** Whether it was done, and not refused. */
  public boolean isDone() {
    return status < 400;
  }
}
