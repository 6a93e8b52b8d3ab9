package dev.sluice.core.build;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps builds and their logs. A method that changes something returns once the change is on disk,
 * but for {@link #saveLog}. Thread-safe.
 */
public interface BuildStore {
  /** Most chars of a log. */
  int LOG_CHARS = 500_000;

  /** Adds a build that has started. */
  void insert(BuildRecord build);

  /**
   * Replaces the log of a build; a crash may lose it.
   *
   * @param log lines, each with its line end; at most {@link #LOG_CHARS}
   * @param firstLine number of its first line
   */
  void saveLog(String id, String log, long firstLine);

  /** Stores how a build ended, with its whole log. */
  void end(BuildRecord build, String log, long firstLine);

  /** The build of this id. */
  Optional<BuildRecord> find(String namespace, String function, String id);

  /**
   * Builds, newest first.
   *
   * @param before only those before this id; null from the newest
   */
  List<BuildRecord> list(String namespace, String function, @Nullable String before, int limit);

  /** What is stored of a build's log. */
  Optional<StoredLog> log(String namespace, String function, String id);

  /** Ends every build that runs; returns how many did. For the start of a server. */
  int failRunning(String error);

  /** Removes the oldest builds of a function that do not run, so that at most so many stay. */
  int keepNewest(String namespace, String function, int count);

  /** Removes all builds of a function that do not run. */
  void removeAll(String namespace, String function);

  /** Removes builds that started before this and whose function does not exist. */
  int pruneOrphans(Instant before);

  /**
   * A log, or its end.
   *
   * @param firstLine number of its first line, from 1
   */
  record StoredLog(String text, long firstLine) {}
}
