package dev.sluice.core.rollout;

import dev.sluice.core.rollout.Assessment.Reason;
import dev.sluice.core.rollout.State.Action;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of a rollout.
 *
 * @param by a key's name or {@code admin}; null for the server
 * @param step the step it was in afterwards, counted from 0
 * @param weight the canary's share of the traffic afterwards
 * @param text why, one sentence
 * @param numbers what it was decided by
 */
public record LogEntry(
    Instant at,
    @Nullable String by,
    Action action,
    int step,
    double weight,
    Reason reason,
    String text,
    Numbers numbers) {}
