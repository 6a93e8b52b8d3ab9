package dev.sluice.core.stats;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts durations in steps of 19 percent, from a microsecond up, so that a percentile is within a
 * tenth of the truth. Not thread-safe.
 */
public final class Histogram {
  private static final int STEPS_PER_DOUBLING = 4;
  private static final int LAST = 40 * STEPS_PER_DOUBLING;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long total;

  /** Reads what {@link #text} wrote. */
  public static Histogram parse(String text) {
    Histogram histogram = new Histogram();
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      if (colon > 0) {
        histogram.add(
            Integer.parseInt(part.substring(0, colon)), Long.parseLong(part.substring(colon + 1)));
      }
    }
    return histogram;
  }

  /** The steps that have any, with their counts. */
  public String text() {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (step, count) ->
            text.append(text.isEmpty() ? "" : ",").append(step).append(':').append(count));
    return text.toString();
  }

  public void add(Duration duration) {
    double micros = duration.toNanos() / 1e3;
    double doublings = micros <= 1 ? 0 : Math.log(micros) / Math.log(2);
    add((int) Math.min(LAST, Math.round(doublings * STEPS_PER_DOUBLING)), 1);
  }

  public void add(Histogram other) {
    for (Map.Entry<Integer, Long> entry : other.counts.entrySet()) {
      add(entry.getKey(), entry.getValue());
    }
  }

  private void add(int step, long count) {
    counts.merge(step, count, Long::sum);
    total += count;
  }

  /**
   * The duration that this share of all is not longer than, in milliseconds; 0 when there is none.
   *
   * @param share above 0, at most 1
   */
  public double percentile(double share) {
    return ranked((long) Math.ceil(share * total));
  }

  /**
   * The duration that this many are not longer than, in milliseconds; 0 when there are not as many.
   */
  public double ranked(long rank) {
    long seen = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      seen += entry.getValue();
      if (seen >= rank) {
        return millis(entry.getKey());
      }
    }
    return 0;
  }

  /** How many there are of each duration in milliseconds; a copy. */
  public SortedMap<Double, Long> byMillis() {
    SortedMap<Double, Long> all = new TreeMap<>();
    counts.forEach((step, count) -> all.put(millis(step), count));
    return all;
  }

  private static double millis(int step) {
    return Math.pow(2, step / (double) STEPS_PER_DOUBLING) / 1e3;
  }
}
