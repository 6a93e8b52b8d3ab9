package dev.sluice.sandbox.jail;

import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
   * @param first where those that are kept free begin: servers on one host should not all leave the
   *     same ones
   */
  static Processors of(String all, int first) {
    BitSet set = new BitSet();
    for (String range : all.split(",", -1)) {
      String[] ends = range.split("-", -1);
      set.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    int count = set.cardinality();
    int free = count == 1 ? 0 : Math.max(1, count / ONE_OF);
    int[] each = set.stream().toArray();
    int begin = Math.floorMod(first, count);
    return new Processors(
        all,
        IntStream.range(0, count)
            .filter(i -> Math.floorMod(i - begin, count) >= free)
            .mapToObj(i -> Integer.toString(each[i]))
            .collect(Collectors.joining(",")));
  }
}
