package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of an ordered association's events for one function.
 *
 * @param state {@code running}, or {@code blocked} where an event stops it
 * @param position of the event that was settled last: microseconds since 1970, about when it was
 *     accepted; null where none was
 * @param settled how many events were
 * @param settledAt when the last one was; null for none
 * @param waiting events that wait or run
 * @param oldestAt when the oldest of those was accepted; null for none
 * @param delayMs how long that is ago in milliseconds; null for none
 * @param deadLetters events that were parked
 * @param blocking the event that stops it; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AssociationShard(
    String function,
    String shard,
    String state,
    @Nullable Long position,
    long settled,
    @Nullable Instant settledAt,
    long waiting,
    @Nullable Instant oldestAt,
    @Nullable Double delayMs,
    long deadLetters,
    @Nullable Blocking blocking) {

  /**
   * An event that stops its shard.
   *
   * @param invocation its id
   * @param eventId the CloudEvent's id, or null
   * @param source the CloudEvent's source, or null
   * @param key what orders it
   * @param position where it is
   * @param error why it failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Blocking(
      String invocation,
      @Nullable String eventId,
      @Nullable String source,
      @Nullable String key,
      long position,
      @Nullable FunctionError error) {}
}
