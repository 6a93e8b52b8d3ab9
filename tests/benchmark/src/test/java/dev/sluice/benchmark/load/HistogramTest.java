package dev.sluice.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void shouldGiveQuantilesWithinTheWidthOfABucket() {
    long seed = 42;
    Random random = new Random(seed);
    Histogram histogram = new Histogram();
    long[] values = new long[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 20);
      histogram.add(values[i]);
    }
    Arrays.sort(values);
    for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
      long exact = values[(int) Math.ceil(share * values.length) - 1];
      assertThat(histogram.quantile(share))
          .as("quantile %s, seed %d", share, seed)
          .isCloseTo(exact, Percentage.withPercentage(100.0 / 64));
    }
  }

  @Test
  void shouldBeEmptyAfterClear() {
    Histogram histogram = new Histogram();
    histogram.add(5);
    histogram.clear();
    assertThat(histogram.count()).isZero();
    assertThat(histogram.quantile(0.5)).isZero();
  }
}
