package dev.sluice.core.invocation;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.live.LiveMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of a finished invocation.
 *
 * @param id grows with time, so that ids order invocations
 * @param version {@code latest} or the number of the version that served it
 * @param qualifier what the caller asked for
 * @param cold whether an instance was started for it; null when none was found
 * @param resultBytes size of the result, -1 unless it succeeded
 * @param failure why it failed, or null
 */
public record InvocationRecord(
    String id,
    String namespace,
    String function,
    String version,
    String qualifier,
    String trigger,
    Status status,
    @Nullable Boolean cold,
    Instant createdAt,
    Duration duration,
    Phases phases,
    long requestBytes,
    long resultBytes,
    @Nullable Failure failure)
    implements LiveMessage {

  /** How it ended. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    TIMED_OUT
  }

  /** Where the time went. */
  public record Phases(Duration queue, Duration sandbox, Duration load, Duration handler) {
    /** All zero. */
    public static final Phases NONE =
        new Phases(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** Why it failed. */
  public record Failure(ErrorCode code, String type, String message, List<String> stack) {
    public Failure {
      stack = List.copyOf(stack);
    }
  }
}
