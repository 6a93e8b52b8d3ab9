package dev.sluice.core.log;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import java.util.Collection;
import java.util.List;

/** Reads the stored lines, which are the truth about what was written. Thread-safe. */
public interface LogStore {

  /**
   * Lines, oldest first. Quick by function, by invocation and by id; what else is asked for is
   * looked for line by line.
   */
  List<LogRecord> list(LogQuery query);

  /** The first lines of all namespaces with a higher id, oldest first. */
  List<LogRecord> after(long id, int limit);

  /** Those of these lines that are there, oldest first. */
  List<LogRecord> find(Collection<Long> ids);

  /** The highest id that was ever stored, 0 when there was none. */
  long lastId();

  /**
   * What tells this store from every other.
   *
   * @param fresh becomes it where the store has none yet
   */
  String identity(String fresh);
}
