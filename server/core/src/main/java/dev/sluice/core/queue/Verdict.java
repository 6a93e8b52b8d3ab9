package dev.sluice.core.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is to be done with an event after an attempt. */
sealed interface Verdict {

  /** It has left the queue. */
  record Over(Settlement.Over settlement) implements Verdict {}

  /** No function was to run for it, and it has left the queue. */
  record Handed(Settlement settlement) implements Verdict {}

  /** It failed and is tried again. */
  record Again(Settlement.Again settlement, Duration pause) implements Verdict {}

  /**
   * It did not begin, for a reason that passes.
   *
   * @param pause how long that takes; null where nobody knows
   */
  record Postponed(@Nullable Duration pause) implements Verdict {}

  /** It failed for good, and stops its shard. */
  record Blocked(Settlement.Blocked settlement) implements Verdict {}

  /** It did not begin, because another one came first. */
  record Back() implements Verdict {}

  /** It cannot begin before somebody changes the function. */
  record Held() implements Verdict {}

  /** Its row is gone. */
  record Vanished() implements Verdict {}
}
