package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A namespace as an admin asks for it. A limit that is null is none.
 *
 * @param maxFunctions functions it may have
 * @param maxConcurrency invocations that may run at once, waiting ones included
 * @param maxCodeBytes bytes of all different code of its functions and versions together
 * @param maxLogBytes bytes of its log lines that are kept
 * @param maxInvocationsPerMinute invocations that may begin in a minute
 * @param hostNetwork whether its functions may use the host's network; null leaves it to the
 *     server's setting
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceSpec(
    @Nullable String name,
    @Nullable String description,
    @Nullable Integer maxFunctions,
    @Nullable Integer maxConcurrency,
    @Nullable Long maxCodeBytes,
    @Nullable Long maxLogBytes,
    @Nullable Integer maxInvocationsPerMinute,
    @Nullable Boolean hostNetwork) {}
