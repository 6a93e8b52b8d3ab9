package dev.sluice.core.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the queue.
 *
 * @param rememberUntil until when the same event for the same function is dropped; null where it
 *     may come twice
 */
public record Accepting(QueuedEvent event, @Nullable Instant rememberUntil) {}
