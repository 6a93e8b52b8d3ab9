package dev.sluice.source.postgres;

import java.time.Instant;
import java.util.List;

/** What comes by the stream. */
sealed interface Message {
  /**
   * A transaction begins, which has committed.
   *
   * @param lsn of its commit
   */
  record Begin(long lsn, Instant time, int transaction) implements Message {}

  /**
   * It is over.
   *
   * @param end behind its commit
   */
  record Commit(long end) implements Message {}

  /** What happened in it; several tables may be truncated at once. */
  record Changes(List<Change> changes) implements Message {}

  /** Nothing that brings an event. */
  record Other() implements Message {}
}
