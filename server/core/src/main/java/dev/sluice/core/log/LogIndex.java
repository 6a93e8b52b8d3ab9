package dev.sluice.core.log;

import dev.sluice.core.invocation.LogQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds lines by what they say, their level and their time without reading all of them. It can be
 * made anew from the store at any time, runs behind it, and is asked for candidates only: the store
 * has the last word. Thread-safe; nothing here waits for a disk's write.
 */
public interface LogIndex {

  /** One that is never ready. */
  LogIndex NONE =
      new LogIndex() {
        @Override
        public void storedUpTo(long id) {}

        @Override
        public void removed(String namespace, @Nullable String function, long upTo) {}

        @Override
        public Optional<Candidates> search(LogQuery query) {
          return Optional.empty();
        }
      };

  /** Tells that all lines up to this id are in the store that ever will be. */
  void storedUpTo(long id);

  /**
   * Tells that lines up to this id are no longer in the store.
   *
   * @param function null for all of the namespace
   */
  void removed(String namespace, @Nullable String function, long upTo);

  /** Looks for lines as they are indexed now; empty when the index cannot say. */
  Optional<Candidates> search(LogQuery query);

  /** Lines among which all those are that a query asks for. Not thread-safe; to be closed. */
  interface Candidates extends AutoCloseable {

    /** Only lines up to this id were looked at. */
    long upTo();

    /**
     * The ids of some more, in the order of the query: falling when it wants the newest.
     *
     * @return empty when there are no more
     * @throws LogIndexException when the index turns out to be damaged
     */
    List<Long> next(int most);

    @Override
    void close();
  }
}
