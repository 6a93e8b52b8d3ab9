package dev.sluice.core.source;

import dev.sluice.core.source.SourceStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a source does, as it goes, and what its log says of it. Thread-safe. */
final class Activity {
  /** What is wrong with what comes is said once in so long: it may come by the thousand. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Clock clock;
  private final SourceLog log;
  private State state;
  private Instant since;
  private @Nullable String reason;
  private @Nullable Instant retryAt;
  private long events;
  private long malformed;
  private long refused;
  private @Nullable Instant lastEventAt;
  private @Nullable String lastProblem;

  /** The failure that the log told last; null since it runs. */
  private @Nullable String told;

  private @Nullable Instant problemToldAt;
  private long untold;

  Activity(Clock clock, State state, SourceLog log) {
    this.clock = clock;
    this.log = log;
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
    if (state != State.RUNNING) {
      log.info("Running.");
    }
    told = null;
    move(State.RUNNING, null, null);
  }

  /**
   * It could not go on.
   *
   * @param again when it is tried again; null where it is not
   */
  synchronized void failed(String why, @Nullable Instant again) {
    // One that fails again and again for the same reason says so once.
    if (!why.equals(told)) {
      if (again == null) {
        log.error("Failed: " + why);
      } else {
        log.warn(
            "Failed, and is tried again at " + again.truncatedTo(ChronoUnit.SECONDS) + ": " + why);
      }
      told = why;
    }
    move(State.FAILED, why, again);
  }

  synchronized void came(int more, int wrong, @Nullable String problem) {
    events += more;
    malformed += wrong;
    lastEventAt = clock.instant();
    if (problem != null) {
      problem("malformed event", wrong, problem);
    }
  }

  synchronized void refused(String problem) {
    refused++;
    problem("refused request", 1, problem);
  }

  private void problem(String what, int count, String problem) {
    lastProblem = problem;
    untold += count;
    Instant now = clock.instant();
    if (problemToldAt == null || !now.isBefore(problemToldAt.plus(QUIET))) {
      log.warn((untold == 1 ? "A " + what : untold + " " + what + "s") + ": " + problem);
      problemToldAt = now;
      untold = 0;
    }
  }

  private void move(State next, @Nullable String why, @Nullable Instant again) {
    // A source that fails again and again has been failing since the first time.
    since = next == state ? since : clock.instant();
    state = next;
    reason = why;
    retryAt = again;
  }
}
