package dev.sluice.core.invocation;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.live.LiveMessage;
import dev.sluice.spi.sandbox.CallUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record of an invocation.
 *
 * @param id grows with time, so that ids order invocations
 * @param version {@code latest} or the number of the version that served it
 * @param qualifier what the caller asked for
 * @param routedBy why this version
 * @param cold whether an instance was started for it; null when none was found
 * @param usage what its call used, without the loading of its code; null when no instance was found
 *     or nobody can tell
 * @param resultBytes size of the result, -1 unless it succeeded
 * @param resultDigest SHA-256 of the result in hexadecimal digits; null unless it succeeded
 * @param replayOf the invocation that this one repeats, or null
 * @param traceId of the trace that it belongs to; null where that is not known
 * @param counts what the function counted, by name
 * @param async what is known of it where nobody waited for it, or null
 * @param failure why it failed, or null
 */
public record InvocationRecord(
    String id,
    String namespace,
    String function,
    String version,
    String qualifier,
    RoutedBy routedBy,
    String trigger,
    Status status,
    @Nullable Boolean cold,
    Instant createdAt,
    Duration duration,
    Phases phases,
    @Nullable Usage usage,
    Request request,
    long resultBytes,
    @Nullable String resultDigest,
    @Nullable String replayOf,
    @Nullable String traceId,
    Map<String, Long> counts,
    @Nullable Async async,
    @Nullable Failure failure)
    implements LiveMessage {
  public InvocationRecord {
    counts = Map.copyOf(counts);
  }

  /** Why a version was chosen. */
  public enum RoutedBy {
    /** The qualifier names it. */
    QUALIFIER,
    /** The alias has only this one. */
    ALIAS,
    /** It was drawn by the alias's weights. */
    WEIGHT,
    /** The alias's routing key tells it. */
    ROUTING_KEY
  }

  /**
   * What was asked.
   *
   * @param bytes size of the payload
   * @param eventId the CloudEvent's id, or null
   * @param payload null where it was too large to be kept, or was not asked for
   */
  public record Request(
      long bytes, String contentType, @Nullable String eventId, byte @Nullable [] payload) {
    /** One whose payload is kept unless it is larger than this. */
    public static Request of(
        byte[] payload, String contentType, @Nullable String eventId, int keptBytes) {
      return new Request(
          payload.length, contentType, eventId, payload.length <= keptBytes ? payload : null);
    }

    /**
     * The payload.
     *
     * @throws SluiceException {@code PAYLOAD_NOT_KEPT}
     */
    public byte[] kept() {
      if (payload == null) {
        throw new SluiceException(
            ErrorCode.PAYLOAD_NOT_KEPT,
            "The payload of the invocation, " + bytes + " bytes, was not kept with its record.",
            "Invoke the function with the event again; records.max-payload of the server says what"
                + " is kept.");
      }
      return payload;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Request that
          && bytes == that.bytes
          && contentType.equals(that.contentType)
          && Objects.equals(eventId, that.eventId)
          && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
      return Objects.hash(bytes, contentType, eventId);
    }
  }

  /** How it stands, or ended. */
  public enum Status {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    /** It was given up, and its event is kept as a dead letter. */
    DEAD_LETTERED,
    CANCELLED
  }

  /**
   * An invocation that nobody waited for.
   *
   * @param attempts how often it was tried so far
   * @param delay from its acceptance to the last attempt
   * @param result null unless it succeeded with a result small enough to be kept
   */
  public record Async(int attempts, Duration delay, @Nullable Result result) {}

  /** What a function answered. */
  public record Result(String contentType, byte[] body) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Result that
          && contentType.equals(that.contentType)
          && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
      return Objects.hash(contentType, Arrays.hashCode(body));
    }
  }

  /** The same, ended in another way. */
  public InvocationRecord with(Status other) {
    return new InvocationRecord(
        id,
        namespace,
        function,
        version,
        qualifier,
        routedBy,
        trigger,
        other,
        cold,
        createdAt,
        duration,
        phases,
        usage,
        request,
        resultBytes,
        resultDigest,
        replayOf,
        traceId,
        counts,
        async,
        failure);
  }

  /** Where the time went. */
  public record Phases(
      Duration queue, Duration sandbox, Duration load, Duration handler, Duration bindings) {
    /** One without bindings. */
    public Phases(Duration queue, Duration sandbox, Duration load, Duration handler) {
      this(queue, sandbox, load, handler, Duration.ZERO);
    }

    /** All zero. */
    public static final Phases NONE =
        new Phases(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /**
   * What it used.
   *
   * @param processor time on processors
   * @param peakMemoryBytes the most memory at one time
   * @param mebibyteMillis the memory that the definition gives, in MiB, times the milliseconds of
   *     the call
   */
  public record Usage(Duration processor, long peakMemoryBytes, long mebibyteMillis) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Of a call that an instance measured. */
    static Usage of(CallUsage measured, int memoryMiB, Duration call) {
      return new Usage(
          measured.processor(),
          measured.peakMemoryBytes(),
          Math.round(memoryMiB * (call.toNanos() / NANOS_PER_MILLI)));
    }
  }

  /** Why it failed. */
  public record Failure(ErrorCode code, String type, String message, List<String> stack) {
    public Failure {
      stack = List.copyOf(stack);
    }

    /** One of the server's own, which no function threw. */
    public static Failure of(ErrorCode code, String message) {
      return new Failure(code, "Sluice." + code.code(), message, List.of());
    }
  }
}
