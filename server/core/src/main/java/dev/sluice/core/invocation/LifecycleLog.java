package dev.sluice.core.invocation;

import dev.sluice.core.function.FunctionChanged;
import dev.sluice.core.live.LiveHub;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Clock;

/**
 * Writes what becomes of a function into its log, between what it writes itself: lines of the
 * platform's, of no invocation. Thread-safe.
 */
public final class LifecycleLog {
  private final RecordJournal journal;
  private final LiveHub live;
  private final Clock clock;

  /** Writes here. */
  public LifecycleLog(RecordJournal journal, LiveHub live, Clock clock) {
    this.journal = journal;
    this.live = live;
    this.clock = clock;
  }

  /** Takes a change that is committed. */
  public void take(FunctionChanged change) {
    live.publish(
        journal.add(
            id ->
                new LogRecord(
                    id,
                    change.namespace(),
                    change.function(),
                    change.version(),
                    "",
                    clock.instant(),
                    Stream.PLATFORM,
                    Level.INFO,
                    change.text())));
  }
}
