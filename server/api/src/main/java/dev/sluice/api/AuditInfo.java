package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A change that somebody asked for.
 *
 * @param who a key's name, or {@code admin}
 * @param admin whether it was the admin, whatever keys are called
 * @param action {@code create}, {@code set}, {@code update}, {@code delete} or a verb of the API
 * @param kind what was changed, for example {@code alias}
 * @param name its name, with those of what it belongs to before it; empty where none is told
 * @param outcome {@code done}, {@code refused} or {@code failed}
 * @param status of the answer
 * @param path the request's, without its parameters
 * @param address where the request came from
 * @param agent how the client calls itself
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuditInfo(
    String id,
    Instant at,
    String who,
    boolean admin,
    String action,
    String kind,
    String name,
    String outcome,
    int status,
    String method,
    String path,
    String address,
    String agent) {}
