package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How events of a function are run that nobody waits for: those of asynchronous invocations and of
 * associations. A null field has its default.
 *
 * @param semantics {@code at-least-once} (default), {@code at-most-once} or {@code
 *     effectively-once}
 * @param maxAttempts how often an event is tried in all, 1 to 100, default 3; always 1 for {@code
 *     at-most-once}
 * @param retryDelaySeconds pause before the second attempt, 0 to 3600, default 1; each further one
 *     is twice as long, up to an hour, and varied at random by half
 * @param maxAgeSeconds how old an event may be when an attempt begins, 1 to 1209600, default 21600
 * @param concurrency most events of the function that run at once, 1 to 1000; null (default) for
 *     the server's
 * @param ratePerSecond most attempts that begin in a second, above 0 to 10000; null (default) for
 *     no limit
 * @param deduplicationSeconds how long an event's source and id are remembered by {@code
 *     effectively-once}, 1 to 1209600, default 3600
 * @param onSuccess where an event about each success goes; null (default) for nowhere
 * @param onFailure where an event about each dead letter goes; null (default) for nowhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AsyncSpec(
    @Nullable String semantics,
    @Nullable Integer maxAttempts,
    @Nullable Double retryDelaySeconds,
    @Nullable Double maxAgeSeconds,
    @Nullable Integer concurrency,
    @Nullable Double ratePerSecond,
    @Nullable Double deduplicationSeconds,
    @Nullable Destination onSuccess,
    @Nullable Destination onFailure) {

  /** Every default. */
  public static final AsyncSpec USUAL =
      new AsyncSpec(null, null, null, null, null, null, null, null, null);

  /**
   * Where events go, in the same namespace: one of function, sink and workflow.
   *
   * @param function runs for each of them
   * @param qualifier of the function: {@code latest} (default), a version's number or an alias
   * @param sink gets each of them
   * @param workflow is started with each of them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Destination(
      @Nullable String function,
      @Nullable String qualifier,
      @Nullable String sink,
      @Nullable String workflow) {

    /** A function. */
    public Destination(String function, @Nullable String qualifier) {
      this(function, qualifier, null, null);
    }
  }
}
