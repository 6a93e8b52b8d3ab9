package dev.sluice.benchmark.load;

import java.util.Arrays;

/**
 * Counts durations in buckets that are at most 1/64 of their value wide. Not thread-safe.
 *
 * <p>A bucket's index is the position of the highest bit and the six bits below it.
 */
public final class Histogram {
  private static final int SUB_BITS = 6;
  private static final int SUB = 1 << SUB_BITS;

  private final long[] counts = new long[64 * SUB];
  private long total;

  /** Counts one duration; negative ones count as 0. */
  public void add(long nanos) {
    counts[index(Math.max(0, nanos))]++;
    total++;
  }

  /** How many were counted. */
  public long count() {
    return total;
  }

  /**
   * The duration that this share of all does not exceed, in nanoseconds; 0 when there are none.
   *
   * @param share 0 to 1
   */
  public long quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (total > 0 && seen >= rank) {
        return upper(i);
      }
    }
    return 0;
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(counts, 0);
    total = 0;
  }

  private static int index(long nanos) {
    if (nanos < SUB) {
      return (int) nanos;
    }
    int shift = 63 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
    return ((shift + 1) << SUB_BITS) + (int) ((nanos >>> shift) & (SUB - 1));
  }

  private static long upper(int index) {
    if (index < SUB) {
      return index;
    }
    int shift = (index >>> SUB_BITS) - 1;
    return ((SUB + (index & (SUB - 1)) + 1L) << shift) - 1;
  }
}
