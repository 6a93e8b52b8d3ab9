package dev.sluice.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void shouldTellPercentilesWithinATenth() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    Histogram histogram = new Histogram();
    double[] millis = new double[10_000];
    for (int i = 0; i < millis.length; i++) {
      // From some microseconds to some minutes.
      long nanos = (long) Math.pow(10, 4 + 7 * random.nextDouble());
      millis[i] = nanos / 1e6;
      histogram.add(Duration.ofNanos(nanos));
    }
    Arrays.sort(millis);
    for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
      double truth = millis[(int) Math.ceil(share * millis.length) - 1];
      assertThat(histogram.percentile(share))
          .as("share %s, seed %d", share, seed)
          .isCloseTo(truth, within(truth * 0.1));
    }
  }

  @Test
  void shouldReadBackWhatItWroteAndAddUp() {
    Histogram one = new Histogram();
    one.add(Duration.ofMillis(1));
    one.add(Duration.ofMillis(1));
    one.add(Duration.ofDays(40));
    one.add(Duration.ZERO);
    Histogram both = Histogram.parse(one.text());
    assertThat(both.text()).isEqualTo(one.text());

    both.add(one);

    assertThat(both.text()).isEqualTo("0:2,40:4,160:2");
    assertThat(Histogram.parse("").percentile(0.5)).isZero();
  }
}
