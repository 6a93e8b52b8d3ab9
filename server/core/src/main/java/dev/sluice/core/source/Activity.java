package dev.sluice.core.source;

import dev.sluice.core.source.SourceStatus.State;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a source does, as it goes. Thread-safe. */
final class Activity {
  private final Clock clock;
  private SourceStatus status;

  Activity(Clock clock, State state) {
    this.clock = clock;
    this.status = SourceStatus.in(state, clock.instant());
  }

  synchronized SourceStatus status() {
    return status;
  }

  synchronized void connecting() {
    move(State.CONNECTING, null, null);
  }

  synchronized void running() {
    if (status.state() != State.RUNNING) {
      move(State.RUNNING, null, null);
    }
  }

  synchronized void failed(String reason, Instant retryAt) {
    move(State.FAILED, reason, retryAt);
  }

  synchronized void came(int events, int malformed, @Nullable String problem) {
    status =
        new SourceStatus(
            status.state(),
            status.since(),
            status.reason(),
            status.retryAt(),
            status.events() + events,
            status.malformed() + malformed,
            status.refused(),
            clock.instant(),
            problem == null ? status.lastProblem() : problem);
  }

  synchronized void refused(String problem) {
    status =
        new SourceStatus(
            status.state(),
            status.since(),
            status.reason(),
            status.retryAt(),
            status.events(),
            status.malformed(),
            status.refused() + 1,
            status.lastEventAt(),
            problem);
  }

  private void move(State state, @Nullable String reason, @Nullable Instant retryAt) {
    // A source that fails again and again has been failing since the first time.
    boolean stays = state == status.state();
    status =
        new SourceStatus(
            state,
            stays ? status.since() : clock.instant(),
            reason,
            retryAt,
            status.events(),
            status.malformed(),
            status.refused(),
            status.lastEventAt(),
            status.lastProblem());
  }
}
