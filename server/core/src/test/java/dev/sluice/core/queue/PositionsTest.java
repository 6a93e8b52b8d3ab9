package dev.sluice.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56.123456Z");

  @Test
  void shouldBeTheMomentInMicroseconds() {
    assertThat(Positions.of(NOW)).isEqualTo(1_772_368_496_123_456L);
    assertThat(Positions.moment(Positions.of(NOW))).isEqualTo(NOW);
    assertThat(new Positions().next(NOW)).isEqualTo(NOW);
  }

  @Test
  void shouldGoOnAfterTheLastOneOfTheServerBefore() {
    Positions positions = new Positions();
    positions.startAfter(Positions.of(NOW) + 5);
    positions.startAfter(3);

    assertThat(Positions.of(positions.next(NOW))).isEqualTo(Positions.of(NOW) + 6);
  }

  @Test
  void shouldGrowWhateverTheClockDoes() {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    Positions positions = new Positions();
    Instant clock = NOW;
    long last = 0;
    for (int n = 0; n < 10_000; n++) {
      clock = clock.plusMillis(random.nextInt(5) - 2);
      long next = Positions.of(positions.next(clock));
      assertThat(next).as("seed %d", seed).isGreaterThan(last);
      last = next;
    }
  }
}
