package dev.sluice.app.cli.logs;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the last so many ids. Not thread-safe. */
final class RecentIds {
  private final Map<Long, Boolean> ids;

  RecentIds(int capacity) {
    this.ids =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Adds an id; false when it is known. */
  boolean add(long id) {
    return ids.put(id, true) == null;
  }
}
