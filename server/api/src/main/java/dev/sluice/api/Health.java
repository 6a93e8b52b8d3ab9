package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The answer of {@code /healthz}: the only one that needs no token.
 *
 * @param status {@code up}, or {@code degraded} when a warning says so
 * @param version the server's version
 * @param isolation {@code bubblewrap} or {@code process}
 * @param runtimes names of the runtimes that can start here
 * @param warnings what this host cannot enforce or lacks, one sentence each
 * @param checks all that was looked for on the host when the server started, in the order in which
 *     an operator would put it right
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Health(
    String status,
    String version,
    String isolation,
    List<String> runtimes,
    List<String> warnings,
    List<HealthCheck> checks) {}
