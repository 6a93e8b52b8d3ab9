package dev.sluice.core.invocation;

import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.live.LiveHub;

/** Where the lines of functions go: to the journal, and to who listens live. Thread-safe. */
public final class FunctionLog {
  private final RecordJournal journal;
  private final LiveHub live;
  private final Redactions redactions;

  /**
   * A log.
   *
   * @param redactions strikes secrets out of lines
   */
  public FunctionLog(RecordJournal journal, LiveHub live, Redactions redactions) {
    this.journal = journal;
    this.live = live;
    this.redactions = redactions;
  }

  /**
   * Takes the lines of one invocation.
   *
   * @param invocation its id; empty for what is written outside of any
   * @param keep whether the last lines are wanted with the answer
   */
  LogCapture open(InstanceKey key, String invocation, boolean keep) {
    return new LogCapture(key, invocation, keep, journal, live, redactions);
  }
}
