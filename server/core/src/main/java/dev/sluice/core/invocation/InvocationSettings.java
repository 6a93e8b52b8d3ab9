package dev.sluice.core.invocation;

/**
 * Limits of every invocation.
 *
 * @param maxPayloadBytes largest event
 * @param maxResultBytes largest answer
 */
public record InvocationSettings(int maxPayloadBytes, int maxResultBytes) {}
