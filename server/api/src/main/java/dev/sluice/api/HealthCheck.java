package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One thing that was looked for on the server's host.
 *
 * @param name short, the same on every host, for example {@code memory limit}
 * @param state {@code ok}; {@code warning} when functions run, but something is not enforced or not
 *     available; {@code failed} when no function can run
 * @param detail one sentence: what was found, or what follows from its absence
 * @param fix what puts it right, with the command; empty when nothing has to be
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HealthCheck(String name, String state, String detail, String fix) {}
