package dev.sluice.core.invocation.pool;

import dev.sluice.spi.sandbox.Instance;
import java.time.Duration;

/**
 * An instance at one moment.
 *
 * @param idle whether it waits for a call; else it serves one
 * @param age since it was ready
 * @param lasting since when it is idle or serves its call
 * @param calls that it has served
 * @param leaving whether its version is not served any more: it ends after its call
 */
public record PooledInstance(
    InstanceKey key,
    Instance instance,
    boolean idle,
    Duration age,
    Duration lasting,
    long calls,
    boolean leaving) {}
