package dev.sluice.core.queue;

/**
 * What a queue is of.
 *
 * @param association the association whose events it has; empty for asynchronous invocations
 */
public record QueueName(String namespace, String function, String association) {}
