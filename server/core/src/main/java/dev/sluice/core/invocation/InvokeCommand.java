package dev.sluice.core.invocation;

import dev.sluice.core.function.RoutingValues;
import org.jspecify.annotations.Nullable;

/**
 * A request to run a function and wait for its answer.
 *
 * @param qualifier {@code latest}, a version's number or an alias
 * @param trigger what asks for it, for example {@code http}
 * @param replayOf the invocation that it repeats, or null
 * @param keepLines whether the outcome should bring the log's lines
 */
public record InvokeCommand(
    String namespace,
    String function,
    String qualifier,
    Event event,
    String trigger,
    @Nullable String replayOf,
    boolean keepLines) {

  /**
   * What the function gets.
   *
   * @param payload the event's bytes; JSON when the content type says so
   * @param id the CloudEvent's id, or null
   * @param routing what to tell callers apart by
   */
  public record Event(
      byte[] payload, String contentType, @Nullable String id, RoutingValues routing) {}
}
