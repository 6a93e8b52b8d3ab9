package dev.sluice.core.log;

import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.invocation.RecordJournal;
import dev.sluice.core.live.LiveHub;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Clock;
import java.util.regex.Pattern;

/** Writes to the journal, and to who listens live. Thread-safe. */
public final class JournalLog implements PlatformLog {
  /** Errors quote what others sent. */
  private static final int MOST = 4_000;

  private static final Pattern LINE_ENDS = Pattern.compile("\\s*\\R\\s*");

  private final RecordJournal journal;
  private final LiveHub live;
  private final Clock clock;

  /** Writes there. */
  public JournalLog(RecordJournal journal, LiveHub live, Clock clock) {
    this.journal = journal;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public void write(Entry entry) {
    String line = LINE_ENDS.matcher(entry.text().strip()).replaceAll(" ");
    String text = line.length() > MOST ? line.substring(0, MOST) + "…" : line;
    live.publish(
        journal.add(
            id ->
                new LogRecord(
                    id,
                    entry.namespace(),
                    entry.owner().toString(),
                    entry.version(),
                    entry.about(),
                    clock.instant(),
                    Stream.PLATFORM,
                    entry.level(),
                    text)));
  }
}
