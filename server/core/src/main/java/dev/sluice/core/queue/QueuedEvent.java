package dev.sluice.core.queue;

import dev.sluice.core.invocation.InvocationRecord.Failure;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event that a function has to run for.
 *
 * @param id of the invocation; grows with time
 * @param qualifier {@code latest}, a version's number or an alias
 * @param trigger what asks for it
 * @param replayOf the dead letter that it repeats, or null
 * @param attempts how often it was tried
 * @param dueAt no attempt before; in an ordered queue its position, as a moment
 * @param failure why the last attempt failed, or null
 */
public record QueuedEvent(
    String id,
    QueueName queue,
    String qualifier,
    String trigger,
    Content content,
    Routing routing,
    @Nullable String replayOf,
    int attempts,
    Instant createdAt,
    Instant dueAt,
    @Nullable Failure failure) {

  /**
   * How it finds its way.
   *
   * @param lane events of one lane run one after the other, in the order of their ids; null for
   *     none. In an ordered queue, where all run so, the key that chose it
   * @param value what the alias tells callers apart by, or null
   * @param depth how many functions it came through
   * @param trace where in a trace it came from, as a {@code traceparent}; null for none
   */
  public record Routing(
      @Nullable String lane, @Nullable String value, int depth, @Nullable String trace) {
    /** An event of nobody. */
    public static final Routing NONE = new Routing(null, null, 0);

    /** One that belongs to no trace yet. */
    public Routing(@Nullable String lane, @Nullable String value, int depth) {
      this(lane, value, depth, null);
    }

    Routing again() {
      return new Routing(lane, value, 0, trace);
    }
  }

  @Nullable String lane() {
    return routing.lane();
  }

  /** What a new event is like that is due at once. */
  public static QueuedEvent fresh(
      String id,
      QueueName queue,
      String qualifier,
      String trigger,
      Content content,
      Routing routing,
      Instant now) {
    return new QueuedEvent(
        id, queue, qualifier, trigger, content, routing, null, 0, now, now, null);
  }

  /** The same at a place of an ordered queue. */
  QueuedEvent at(Instant position) {
    return new QueuedEvent(
        id, queue, qualifier, trigger, content, routing, replayOf, attempts, createdAt, position,
        failure);
  }

  /** The same after another attempt that failed. */
  QueuedEvent after(Failure why, Instant due) {
    return new QueuedEvent(
        id,
        queue,
        qualifier,
        trigger,
        content,
        routing,
        replayOf,
        attempts + 1,
        createdAt,
        due,
        why);
  }

  /** The same as a new event. */
  QueuedEvent again(String newId, Content other, Instant now) {
    return new QueuedEvent(
        newId, queue, qualifier, trigger, other, routing.again(), id, 0, now, now, null);
  }

  /** The same without a payload that memory should not hold. */
  QueuedEvent slim() {
    return content.payload() == null || content.bytes() <= QueueStore.SMALL_BYTES
        ? this
        : new QueuedEvent(
            id,
            queue,
            qualifier,
            trigger,
            new Content(
                content.bytes(), null, content.contentType(), content.eventId(), content.source()),
            routing,
            replayOf,
            attempts,
            createdAt,
            dueAt,
            failure);
  }

  /**
   * What the function gets.
   *
   * @param bytes size of the payload
   * @param payload null where it was not read from the store
   * @param eventId the CloudEvent's id, or null
   * @param source the CloudEvent's source, or null
   */
  public record Content(
      long bytes,
      byte @Nullable [] payload,
      String contentType,
      @Nullable String eventId,
      @Nullable String source) {
    /** A whole one. */
    public static Content of(
        byte[] payload, String contentType, @Nullable String eventId, @Nullable String source) {
      return new Content(payload.length, payload, contentType, eventId, source);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Content that
          && bytes == that.bytes
          && Arrays.equals(payload, that.payload)
          && contentType.equals(that.contentType)
          && Objects.equals(eventId, that.eventId)
          && Objects.equals(source, that.source);
    }

    @Override
    public int hashCode() {
      return Objects.hash(bytes, contentType, eventId, source);
    }
  }
}
