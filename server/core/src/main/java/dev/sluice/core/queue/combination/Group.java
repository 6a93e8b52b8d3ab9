package dev.sluice.core.queue.combination;

/**
 * Combinations that are made by the same rules.
 *
 * @param generation another one for other rules of the association: what waits by those is not
 *     found by these
 */
public record Group(String namespace, String association, String generation) {}
