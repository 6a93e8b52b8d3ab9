package dev.sluice.core.invocation;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Reads records, and prunes them. A reader sees all that ended before. Thread-safe. */
public final class RecordService {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InvocationStore store;
  private final RecordJournal journal;
  private final Clock clock;
  private final Duration retention;

  /**
   * Reads this store.
   *
   * @param retention how long records are kept
   */
  public RecordService(
      InvocationStore store, RecordJournal journal, Clock clock, Duration retention) {
    this.store = store;
    this.journal = journal;
    this.clock = clock;
    this.retention = retention;
  }

  /** The record of this invocation. */
  public InvocationRecord get(String namespace, String id) {
    journal.flush(PATIENCE);
    return store
        .find(namespace, id)
        .orElseThrow(
            () ->
                new SluiceException(
                    ErrorCode.INVOCATION_NOT_FOUND,
                    "There is no record of an invocation '" + Text.shorten(id, 80) + "'.",
                    "Records are kept for " + days() + "."));
  }

  /** Records, newest first. */
  public List<InvocationRecord> list(InvocationQuery query) {
    journal.flush(PATIENCE);
    return store.list(query);
  }

  /** Removes what is older than the retention; returns how many records went. */
  public int prune() {
    return store.prune(clock.instant().minus(retention));
  }

  private String days() {
    long days = retention.toDays();
    return days >= 2 ? days + " days" : retention.toHours() + " hours";
  }
}
