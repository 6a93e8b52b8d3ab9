package dev.sluice.core.invocation;

import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.pool.InstanceKey;

/**
 * The version that serves a call, and why.
 *
 * @param key what its instances are known by
 */
public record Route(InstanceKey key, RoutedBy by) {}
