package dev.sluice.core.function;

import java.time.Instant;

/**
 * A published version.
 *
 * @param version 1 and up
 */
public record VersionRecord(
    String functionId, int version, String description, Definition definition, Instant createdAt) {}
