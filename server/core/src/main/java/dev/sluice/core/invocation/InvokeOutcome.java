package dev.sluice.core.invocation;

import java.util.List;

/**
 * What an invocation came to.
 *
 * @param body the function's answer; empty when {@code record.failure()} is there
 * @param contentType the answer's media type
 * @param lines what it logged, oldest first, when that was asked for
 */
public record InvokeOutcome(
    InvocationRecord record, byte[] body, String contentType, List<LogRecord> lines) {}
