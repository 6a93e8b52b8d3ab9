package dev.sluice.core.access;

/**
 * Who is calling.
 *
 * @param name for the log, for example {@code admin}
 * @param namespace the namespace that the call acts in
 */
public record Caller(String name, String namespace) {}
