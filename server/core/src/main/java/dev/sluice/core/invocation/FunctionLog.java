package dev.sluice.core.invocation;

import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.live.LiveHub;
import java.util.concurrent.atomic.AtomicLong;

/** Where the lines of functions go: to the journal, and to who listens live. Thread-safe. */
public final class FunctionLog {
  private final RecordJournal journal;
  private final LiveHub live;
  private final Redactions redactions;
  private final AtomicLong ids;

  /**
   * A log.
   *
   * @param redactions strikes secrets out of lines
   * @param lastId the highest id of a line so far
   */
  public FunctionLog(RecordJournal journal, LiveHub live, Redactions redactions, long lastId) {
    this.journal = journal;
    this.live = live;
    this.redactions = redactions;
    this.ids = new AtomicLong(lastId);
  }

  /**
   * Takes the lines of one invocation.
   *
   * @param invocation its id; empty for what is written outside of any
   * @param keep whether the last lines are wanted with the answer
   */
  LogCapture open(InstanceKey key, String invocation, boolean keep) {
    return new LogCapture(key, invocation, keep, ids, journal, live, redactions);
  }
}
