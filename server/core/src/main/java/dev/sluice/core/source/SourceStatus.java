package dev.sluice.core.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source is now.
 *
 * @param since when it came into this state
 * @param reason why it failed; null in other states
 * @param retryAt when it is tried again; null where it is not
 * @param events that came since the server started
 * @param malformed those of them that were not what they claimed to be
 * @param refused requests that brought nothing
 * @param lastEventAt when the last one came; null for never
 * @param lastProblem of the last malformed event or refused request, or null
 */
public record SourceStatus(
    State state,
    Instant since,
    @Nullable String reason,
    @Nullable Instant retryAt,
    long events,
    long malformed,
    long refused,
    @Nullable Instant lastEventAt,
    @Nullable String lastProblem) {

  /** States of sources. */
  public enum State {
    /** It opens a connection. */
    CONNECTING,
    /** It brings events when there are any. */
    RUNNING,
    /** It could not go on; where that may help, it is tried again. */
    FAILED,
    /** Somebody paused it. */
    PAUSED
  }

  static SourceStatus in(State state, Instant since) {
    return new SourceStatus(state, since, null, null, 0, 0, 0, null, null);
  }
}
