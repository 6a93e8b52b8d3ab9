package dev.sluice.core.source;

import dev.sluice.core.source.SourceStatus.State;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a source does, as it goes. Thread-safe. */
final class Activity {
  private final Clock clock;
  private State state;
  private Instant since;
  private @Nullable String reason;
  private @Nullable Instant retryAt;
  private long events;
  private long malformed;
  private long refused;
  private @Nullable Instant lastEventAt;
  private @Nullable String lastProblem;

  Activity(Clock clock, State state) {
    this.clock = clock;
    this.state = state;
    this.since = clock.instant();
  }

  synchronized SourceStatus status() {
    return new SourceStatus(
        state, since, reason, retryAt, events, malformed, refused, lastEventAt, lastProblem);
  }

  synchronized void connecting() {
    move(State.CONNECTING, null, null);
  }

  synchronized void running() {
    move(State.RUNNING, null, null);
  }

  /**
   * It could not go on.
   *
   * @param again when it is tried again; null where it is not
   */
  synchronized void failed(String why, @Nullable Instant again) {
    move(State.FAILED, why, again);
  }

  synchronized void came(int more, int wrong, @Nullable String problem) {
    events += more;
    malformed += wrong;
    lastEventAt = clock.instant();
    lastProblem = problem == null ? lastProblem : problem;
  }

  synchronized void refused(String problem) {
    refused++;
    lastProblem = problem;
  }

  private void move(State next, @Nullable String why, @Nullable Instant again) {
    // A source that fails again and again has been failing since the first time.
    since = next == state ? since : clock.instant();
    state = next;
    reason = why;
    retryAt = again;
  }
}
