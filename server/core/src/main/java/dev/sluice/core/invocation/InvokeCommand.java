package dev.sluice.core.invocation;

import dev.sluice.core.function.RoutingValues;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to run a function.
 *
 * @param qualifier {@code latest}, a version's number or an alias
 * @param trigger what asks for it, for example {@code http}
 * @param replayOf the invocation that it repeats, or null
 * @param delivery which attempt of which queued event it is; null where somebody waits for it
 * @param depth through how many functions it came; 0 for a caller's own
 * @param most how long it may take at most, whatever the function's timeout; null for no such limit
 * @param keepLines whether the outcome should bring the log's lines
 */
public record InvokeCommand(
    String namespace,
    String function,
    String qualifier,
    Event event,
    String trigger,
    @Nullable String replayOf,
    @Nullable Delivery delivery,
    boolean keepLines,
    int depth,
    @Nullable Duration most) {

  /** One that a caller asks for. */
  public InvokeCommand(
      String namespace,
      String function,
      String qualifier,
      Event event,
      String trigger,
      @Nullable String replayOf,
      @Nullable Delivery delivery,
      boolean keepLines) {
    this(namespace, function, qualifier, event, trigger, replayOf, delivery, keepLines, 0, null);
  }

  /**
   * One attempt at an event that nobody waits for. The record is left to who makes the attempt.
   *
   * @param id of the invocation
   * @param attempt 1 and up
   * @param acceptedAt when the event was accepted
   */
  public record Delivery(String id, int attempt, Instant acceptedAt) {}

  /**
   * What the function gets.
   *
   * @param payload the event's bytes; JSON when the content type says so
   * @param id the CloudEvent's id, or null
   * @param source the CloudEvent's source, or null
   * @param routing what to tell callers apart by
   * @param trace the {@code traceparent} of who asks for it, as it came; null for none
   */
  public record Event(
      byte[] payload,
      String contentType,
      @Nullable String id,
      @Nullable String source,
      RoutingValues routing,
      @Nullable String trace) {

    /** One that belongs to no trace yet. */
    public Event(
        byte[] payload,
        String contentType,
        @Nullable String id,
        @Nullable String source,
        RoutingValues routing) {
      this(payload, contentType, id, source, routing, null);
    }
  }
}
