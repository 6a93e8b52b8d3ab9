package dev.sluice.core.invocation;

import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.live.LiveHub;
import dev.sluice.spi.sandbox.OutputSink;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Takes the lines of one invocation: each goes to the journal and to who listens live, and the last
 * ones are kept for the answer where it wants them. Lines come from the sandbox's reader and from
 * the invoking thread; what is kept is read once the call has returned.
 */
final class LogCapture implements OutputSink {
  private static final int KEPT = 200;

  private final InstanceKey key;
  private final String invocation;
  private final boolean keep;
  private final RecordJournal journal;
  private final LiveHub live;
  private final Redactions redactions;
  private final ArrayDeque<LogRecord> kept = new ArrayDeque<>();

  LogCapture(
      InstanceKey key,
      String invocation,
      boolean keep,
      RecordJournal journal,
      LiveHub live,
      Redactions redactions) {
    this.key = key;
    this.invocation = invocation;
    this.keep = keep;
    this.journal = journal;
    this.live = live;
    this.redactions = redactions;
  }

  @Override
  public synchronized void line(OutputLine line) {
    String text = redactions.strike(key, line.text());
    LogRecord log =
        journal.add(
            id ->
                new LogRecord(
                    id,
                    key.namespace(),
                    key.function(),
                    key.version(),
                    invocation,
                    line.time(),
                    line.stream(),
                    line.level(),
                    text));
    live.publish(log);
    if (keep) {
      if (kept.size() == KEPT) {
        kept.removeFirst();
      }
      kept.addLast(log);
    }
  }

  /** A text of the function with its secrets struck out. */
  String struck(String text) {
    return redactions.strike(key, text);
  }

  List<LogRecord> kept() {
    return List.copyOf(kept);
  }
}
