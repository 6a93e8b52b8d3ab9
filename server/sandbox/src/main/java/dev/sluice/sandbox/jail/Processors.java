package dev.sluice.sandbox.jail;

import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * The processors of this host that functions run on.
 *
 * @param all of them, as the kernel lists them
 * @param back those that are left to what takes long: one of eight is kept free, and one at least
 */
record Processors(String all, String back) {
  private static final int ONE_OF = 8;

  /**
   * Divides them up; one alone is in both.
   *
   * @param all as the kernel lists them: {@code 0-3,8}
   */
  static Processors of(String all) {
    BitSet set = new BitSet();
    for (String range : all.split(",", -1)) {
      String[] ends = range.split("-", -1);
      set.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    int count = set.cardinality();
    int free = count == 1 ? 0 : Math.max(1, count / ONE_OF);
    return new Processors(
        all, set.stream().skip(free).mapToObj(Integer::toString).collect(Collectors.joining(",")));
  }
}
