package dev.sluice.core.queue;

import java.time.Duration;

/**
 * Limits of the queue.
 *
 * @param workers most events that run at once
 * @param perFunction most of one function, where it does not say
 * @param window most events of one queue in memory
 * @param shardWindow most events of one shard of an ordered queue in memory, unless it runs more
 *     together
 * @param combinations most combinations of events of one association that wait for more
 * @param mostDepth how many functions an event may come through
 * @param mostGathered most bytes of events that a function gets at once
 * @param patience first pause where there is no room for an event; up to a hundred times as long
 */
public record QueueSettings(
    int workers,
    int perFunction,
    int window,
    int shardWindow,
    int combinations,
    int mostDepth,
    long mostGathered,
    Duration patience) {
  /** What a server has for this many workers. */
  public static QueueSettings of(int workers) {
    return new QueueSettings(
        workers, Math.max(1, workers / 4), 1_000, 64, 10_000, 16, 1 << 20, Duration.ofMillis(20));
  }
}
