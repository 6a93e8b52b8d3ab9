package dev.sluice.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.core.rollout.Statistics.Interval;
import dev.sluice.core.stats.Histogram;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void shouldKnowQuantilesOfTheStandardNormalDistribution() {
    assertThat(Statistics.quantile(0.5)).isCloseTo(0, within(1e-9));
    assertThat(Statistics.quantile(0.8)).isCloseTo(0.8416212336, within(1e-8));
    assertThat(Statistics.quantile(0.95)).isCloseTo(1.6448536270, within(1e-8));
    assertThat(Statistics.quantile(0.975)).isCloseTo(1.9599639845, within(1e-8));
    assertThat(Statistics.quantile(0.99)).isCloseTo(2.3263478740, within(1e-8));
    assertThat(Statistics.quantile(0.9999)).isCloseTo(3.7190164855, within(1e-8));
  }

  /** Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I. */
  @Test
  void shouldGiveWilsonsIntervalAsPublished() {
    Interval some = Statistics.share(81, 263, 0.975);
    assertThat(some.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(some.high()).isCloseTo(0.3662, within(5e-5));
    Interval none = Statistics.share(0, 20, 0.975);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.1611, within(5e-5));
  }

  /** Newcombe 1998, "Interval estimation for the difference", table II, method 10. */
  @Test
  void shouldGiveNewcombesIntervalAsPublished() {
    Interval a = Statistics.difference(new Side(80, 48, ""), new Side(70, 56, ""), 0.975);
    assertThat(a.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(a.high()).isCloseTo(0.3339, within(5e-5));
    Interval b = Statistics.difference(new Side(10, 0, ""), new Side(10, 10, ""), 0.975);
    assertThat(b.low()).isCloseTo(0.6075, within(5e-5));
    assertThat(b.high()).isEqualTo(1);
  }

  @Test
  void shouldSayNothingWithoutSamples() {
    assertThat(Statistics.share(0, 0, 0.99)).isEqualTo(new Interval(0, 1));
    assertThat(Statistics.difference(Side.NONE, Side.NONE, 0.99)).isEqualTo(new Interval(-1, 1));
    assertThat(Statistics.percentile(new Histogram(), 0, 0.95, 0.99).high())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void shouldBoundPercentilesAsOftenAsItSays() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int rounds = 2_000;
    int below = 0;
    int above = 0;
    for (int round = 0; round < rounds; round++) {
      Histogram sample = new Histogram();
      int size = 150 + random.nextInt(200);
      for (int i = 0; i < size; i++) {
        // Exponential with a mean of 10 ms: p90 is 23.03 ms.
        sample.add(Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) * 10e6)));
      }
      Interval p90 = Statistics.percentile(sample, size, 0.9, 0.95);
      // A histogram's steps are a tenth to either side.
      below += p90.high() * 1.1 < 23.03 ? 1 : 0;
      above += p90.low() / 1.1 > 23.03 ? 1 : 0;
    }
    assertThat(below / (double) rounds).as("seed %d", seed).isLessThan(0.06);
    assertThat(above / (double) rounds).as("seed %d", seed).isLessThan(0.06);
  }
}
