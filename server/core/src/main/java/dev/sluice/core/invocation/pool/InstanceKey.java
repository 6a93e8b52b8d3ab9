package dev.sluice.core.invocation.pool;

import dev.sluice.core.function.Definition;

/**
 * What an instance may serve: one definition of one version of one function, and nothing else ever.
 *
 * @param functionId not the name, which may come back with another function
 * @param version {@code latest} or a number
 */
public record InstanceKey(
    String namespace, String function, String functionId, String version, Definition definition) {}
