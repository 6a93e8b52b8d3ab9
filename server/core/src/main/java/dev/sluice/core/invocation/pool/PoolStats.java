package dev.sluice.core.invocation.pool;

/**
 * The pool at one moment.
 *
 * @param waiting calls that wait for an instance
 */
public record PoolStats(int idle, int busy, int starting, int waiting) {}
