package dev.sluice.core.stats;

import java.time.Instant;
import java.util.Map;

/**
 * Keeps tallies. Invocations are counted in by the store that takes their records, in the same
 * transaction. Thread-safe.
 */
public interface StatsStore {

  /**
   * Tallies of a function.
   *
   * @param from minutes that begin at or after
   * @param until minutes that begin before
   */
  Map<StatsKey, Tally> read(String namespace, String function, Instant from, Instant until);

  /** Adds calls that were turned away. */
  void addThrottled(Map<StatsKey, Long> counts);

  /** Removes minutes that began before. */
  void prune(Instant before);
}
