package dev.sluice.core.invocation;

/**
 * A request to run a function and wait for its answer.
 *
 * @param qualifier {@code latest}, a version's number or an alias
 * @param payload the event's bytes; JSON when the content type says so
 * @param trigger what asks for it, for example {@code http}
 * @param keepLines whether the outcome should bring the log's lines
 */
public record InvokeCommand(
    String namespace,
    String function,
    String qualifier,
    byte[] payload,
    String contentType,
    String trigger,
    boolean keepLines) {}
