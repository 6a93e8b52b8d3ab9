package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sandboxed process that serves a version.
 *
 * @param version {@code latest} or a number
 * @param state {@code idle}, {@code busy}, or {@code leaving}: it ends after its call, as what it
 *     serves has been replaced or deleted
 * @param invocation the one that it serves; null while it is idle
 * @param startedAt when it was ready for its first call
 * @param since when it became idle, or its call began
 * @param calls that it has served
 * @param memoryBytes what its processes hold now; null where nobody can tell
 * @param memoryMiB what they may hold
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceInfo(
    String id,
    String function,
    String version,
    String runtime,
    String state,
    @Nullable String invocation,
    Instant startedAt,
    Instant since,
    long calls,
    @Nullable Long memoryBytes,
    int memoryMiB) {}
