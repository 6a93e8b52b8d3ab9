package dev.sluice.core.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final int CALLERS = 20_000;

  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);

  private static SortedMap<Integer, Double> weights(double second) {
    return new TreeMap<>(Map.of(1, 1 - second, 2, second));
  }

  @Test
  void shouldSpreadCallersByTheWeightsWhateverTheirNamesAre() {
    for (String form : List.of("%d", "user-%d", "%d@example.org", "grüß-%d")) {
      long start = random.nextLong(1L << 40);
      int second = 0;
      for (int i = 0; i < CALLERS; i++) {
        double point = Weights.point("id", "live", form.formatted(start + i));
        assertThat(point).isBetween(0.0, Math.nextDown(1.0));
        second += Weights.pick(weights(0.25), point) - 1;
      }
      // Five standard deviations: a right spread fails once in two million runs.
      double bound = 5 * Math.sqrt(CALLERS * 0.25 * 0.75);
      assertThat((double) second)
          .as("of form %s, seed %d", form, seed)
          .isBetween(CALLERS * 0.25 - bound, CALLERS * 0.25 + bound);
    }
  }

  @Test
  void shouldMoveNobodyBackWhenTheShareOfANewVersionGrows() {
    for (int i = 0; i < 1_000; i++) {
      double point = Weights.point("id", "live", "user" + random.nextLong());
      int before = Weights.pick(weights(0.1), point);
      int after = Weights.pick(weights(0.3), point);
      assertThat(after).as("seed %d", seed).isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void shouldTellCallersDifferentlyForEachAlias() {
    assertThat(Weights.point("id", "live", "ann")).isEqualTo(Weights.point("id", "live", "ann"));
    assertThat(Weights.point("id", "live", "ann")).isNotEqualTo(Weights.point("id", "beta", "ann"));
    assertThat(Weights.point("id", "live", "ann")).isNotEqualTo(Weights.point("di", "live", "ann"));
  }
}
