package dev.sluice.core.log;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.invocation.RecordJournal;
import dev.sluice.core.log.LogIndex.Candidates;
import dev.sluice.spi.sandbox.OutputSink.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads and searches the log. A reader sees every line that was written before, indexed or not: the
 * index is asked for the lines that it has, and those after them are read one by one. Thread-safe.
 */
public final class LogService {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_AT_ONCE = 500;
  private static final int LEAST_AT_ONCE = 50;

  private final LogStore store;
  private final LogIndex index;
  private final RecordJournal journal;

  /** Reads this store with the help of this index. */
  public LogService(LogStore store, LogIndex index, RecordJournal journal) {
    this.store = store;
    this.index = index;
    this.journal = journal;
  }

  /** Log lines, oldest first. */
  public List<LogRecord> list(LogQuery query) {
    journal.flush(PATIENCE);
    if (!helpedByIndex(query)) {
      return store.list(query);
    }
    Optional<Candidates> found = index.search(query);
    if (found.isEmpty()) {
      return store.list(query);
    }
    try (Candidates candidates = found.get()) {
      return query.newest() ? newest(query, candidates) : first(query, candidates);
    } catch (LogIndexException e) {
      return store.list(query);
    }
  }

  /** The store by itself is quick by function, invocation and id. */
  private static boolean helpedByIndex(LogQuery query) {
    return (query.text() != null && !query.text().isEmpty())
        || (query.minLevel() != null && query.minLevel() != Level.DEBUG)
        || query.since() != null
        || query.until() != null;
  }

  private List<LogRecord> newest(LogQuery query, Candidates candidates) {
    Deque<LogRecord> lines = new ArrayDeque<>(store.list(after(query, candidates, query.limit())));
    LineFilter filter = new LineFilter(query);
    while (lines.size() < query.limit()) {
      List<Long> ids = candidates.next(atOnce(query.limit() - lines.size()));
      if (ids.isEmpty()) {
        break;
      }
      List<LogRecord> older = store.find(ids);
      for (int i = older.size() - 1; i >= 0 && lines.size() < query.limit(); i--) {
        if (filter.test(older.get(i))) {
          lines.addFirst(older.get(i));
        }
      }
    }
    return List.copyOf(lines);
  }

  private List<LogRecord> first(LogQuery query, Candidates candidates) {
    List<LogRecord> lines = new ArrayList<>();
    LineFilter filter = new LineFilter(query);
    while (lines.size() < query.limit()) {
      List<Long> ids = candidates.next(atOnce(query.limit() - lines.size()));
      if (ids.isEmpty()) {
        lines.addAll(store.list(after(query, candidates, query.limit() - lines.size())));
        break;
      }
      store.find(ids).stream()
          .filter(filter)
          .limit(query.limit() - lines.size())
          .forEach(lines::add);
    }
    return lines;
  }

  private static LogQuery after(LogQuery query, Candidates candidates, int limit) {
    Long asked = query.afterId();
    return query.after(
        asked == null ? candidates.upTo() : Math.max(asked, candidates.upTo()), limit);
  }

  private static int atOnce(int missing) {
    return Math.max(LEAST_AT_ONCE, Math.min(MOST_AT_ONCE, missing));
  }
}
