package dev.sluice.core.function;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it went when the server last looked where a function's code is from.
 *
 * @param checkedAt null for not yet
 * @param error code of what went wrong; null for nothing
 * @param detail what went wrong, one sentence; null for nothing
 * @param failures in a row
 * @param nextAt when it looks again; null for not until somebody asks
 */
public record CodeCheck(
    @Nullable Instant checkedAt,
    @Nullable String error,
    @Nullable String detail,
    int failures,
    @Nullable Instant nextAt) {}
