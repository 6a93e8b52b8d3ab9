package dev.sluice.core.association;

import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.StreamStore.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * How a shard of an ordered association is.
 *
 * @param checkpoint null where nothing was settled yet
 * @param blocking the event that stops it, or null
 */
public record ShardInfo(
    QueueName queue,
    @Nullable Checkpoint checkpoint,
    Backlog backlog,
    @Nullable QueuedEvent blocking) {}
