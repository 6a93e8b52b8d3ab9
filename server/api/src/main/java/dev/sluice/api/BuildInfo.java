package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One build of a function's code.
 *
 * @param id grows with time
 * @param recipe what asked for it: {@code requirements.txt}, {@code package.json}, {@code pom.xml},
 *     {@code source files} or {@code command}
 * @param state {@code running}, {@code succeeded} or {@code failed}
 * @param durationMs null while it runs
 * @param error why it failed, one sentence
 * @param digest of the code that it made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BuildInfo(
    String id,
    String function,
    String recipe,
    String state,
    Instant startedAt,
    @Nullable Double durationMs,
    @Nullable String error,
    @Nullable String digest) {}
