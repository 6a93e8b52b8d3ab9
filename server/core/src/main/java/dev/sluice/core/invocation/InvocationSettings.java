package dev.sluice.core.invocation;

/**
 * Limits of every invocation.
 *
 * @param maxPayloadBytes largest event
 * @param maxResultBytes largest answer
 * @param keptPayloadBytes largest event that is kept with its record, to be replayed; 0 for none
 */
public record InvocationSettings(int maxPayloadBytes, int maxResultBytes, int keptPayloadBytes) {}
