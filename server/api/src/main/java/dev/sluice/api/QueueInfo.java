package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a function that nobody waits for.
 *
 * @param association whose events they are; null for asynchronous invocations
 * @param waiting events that wait or run
 * @param deadLetters events that were given up
 * @param oldestAt when the oldest of those that wait was accepted; null for none
 * @param delayMs how long that is ago in milliseconds; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record QueueInfo(
    String function,
    @Nullable String association,
    long waiting,
    long deadLetters,
    @Nullable Instant oldestAt,
    @Nullable Double delayMs) {}
