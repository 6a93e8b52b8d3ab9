package dev.sluice.core.invocation.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many instances there may be, and for how long.
 *
 * @param maxPerVersion most instances of one version
 * @param maxInstances most instances in all; idle ones of other versions make room
 * @param memoryBytes what instances and waiting hosts together may use before idle ones make room
 * @param keepAlive an instance idle for so long is ended
 * @param patience how long a call waits for a busy instance before another one is started: short
 *     calls share few processes, long ones get their own; several times as long while all
 *     processors are busy
 * @param maxWait how long a call waits when there may be no more instances
 * @param maxWaiting most calls that wait in all; those of one namespace take at most half of what
 *     others leave
 */
public record PoolSettings(
    int maxPerVersion,
    int maxInstances,
    long memoryBytes,
    Duration keepAlive,
    Duration patience,
    Duration maxWait,
    int maxWaiting) {

  /** The same where a call waits no longer than this; null changes nothing. */
  PoolSettings within(@Nullable Duration most) {
    return most == null || most.compareTo(maxWait) >= 0
        ? this
        : new PoolSettings(
            maxPerVersion, maxInstances, memoryBytes, keepAlive, patience, most, maxWaiting);
  }
}
