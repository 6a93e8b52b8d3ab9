package dev.sluice.core.invocation.pool;

import java.time.Duration;

/**
 * How many instances there may be, and for how long.
 *
 * @param maxPerVersion most instances of one version
 * @param maxInstances most instances in all; idle ones of other versions make room
 * @param keepAlive an instance idle for so long is ended
 * @param patience how long a call waits for a busy instance before another one is started: short
 *     calls share few processes, long ones get their own; several times as long while all
 *     processors are busy
 * @param maxWait how long a call waits when there may be no more instances
 * @param maxWaiting most calls that wait for one version
 */
public record PoolSettings(
    int maxPerVersion,
    int maxInstances,
    Duration keepAlive,
    Duration patience,
    Duration maxWait,
    int maxWaiting) {}
