package dev.sluice.core.stats;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Keeps tallies. Invocations are counted in by the store that takes their records, in the same
 * transaction. Thread-safe.
 */
public interface StatsStore {

  /**
   * Tallies of functions.
   *
   * @param functions of these; empty for all of the namespace
   * @param from minutes that begin at or after
   * @param until minutes that begin before
   */
  Map<StatsKey, Tally> read(String namespace, List<String> functions, Instant from, Instant until);

  /** Samples of functions, with parameters as those of {@link #read}. */
  Map<SampleKey, Sample> samples(
      String namespace, List<String> functions, Instant from, Instant until);

  /** Keeps the most of these and of what was kept of the same minutes. */
  void addSamples(Map<SampleKey, Sample> samples);

  /** Adds calls that were turned away. */
  void addThrottled(Map<StatsKey, Long> counts);

  /** Removes minutes that began before. */
  void prune(Instant before);
}
