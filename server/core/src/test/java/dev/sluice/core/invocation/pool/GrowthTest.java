package dev.sluice.core.invocation.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.fake.FakeLoad;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private final FakeLoad load = new FakeLoad();
  private final Growth growth =
      new Growth(
          new PoolSettings(
              4,
              100,
              Long.MAX_VALUE,
              Duration.ofMinutes(5),
              Duration.ofMillis(20),
              Duration.ofSeconds(10),
              100),
          load);

  @Test
  void shouldStartTheFirstAtOnce() {
    load.saturate(true);

    assertThat(allows(0, 0, 0)).isTrue();
  }

  @Test
  void shouldWaitForThePatienceBeforeAnother() {
    assertThat(allows(1, 0, millis(19))).isFalse();
    assertThat(allows(1, 0, millis(20))).isTrue();
  }

  @Test
  void shouldUseEveryProcessorHoweverBusy() {
    load.saturate(true);

    assertThat(allows(1, 0, millis(20))).isTrue();
    assertThat(allows(2, 0, millis(20))).isFalse();
  }

  @Test
  void shouldAddToBusyProcessorsOnlyForCallsThatWaitTheLongerTheMoreThereAre() {
    load.saturate(true);

    assertThat(allows(2, 0, millis(239))).isFalse();
    assertThat(allows(2, 0, millis(240))).isTrue();
    assertThat(allows(8, 0, millis(959))).isFalse();
    assertThat(allows(8, 0, millis(960))).isTrue();
    load.saturate(false);
    assertThat(allows(8, 0, millis(20))).isTrue();
  }

  @Test
  void shouldNotStartMoreAtOnceThanThereAreProcessors() {
    assertThat(allows(2, 1, millis(20))).isTrue();
    assertThat(allows(3, 2, millis(20))).isFalse();
  }

  @Test
  void shouldEndAtTheLimitOfAVersion() {
    assertThat(growth.allows(4, 0, 4, millis(9_000))).isFalse();
  }

  @Test
  void shouldAskAgainAtThePatienceAndThenEverMoreSeldom() {
    assertThat(growth.next(1, 0)).isEqualTo(millis(20));
    assertThat(growth.next(1, millis(15))).isEqualTo(millis(5));
    assertThat(growth.next(1, millis(20))).isEqualTo(millis(20));
    assertThat(growth.next(1, millis(160))).isEqualTo(millis(160));
  }

  @Test
  void shouldLookMoreSeldomAtBusyProcessors() {
    load.saturate(true);

    assertThat(growth.next(2, 0)).isEqualTo(millis(80));
    assertThat(growth.next(2, millis(160))).isEqualTo(millis(160));
    assertThat(growth.next(1, 0)).isEqualTo(millis(20));
  }

  private boolean allows(int count, int starting, long waited) {
    return growth.allows(count, starting, 100, waited);
  }

  private static long millis(long count) {
    return Duration.ofMillis(count).toNanos();
  }
}
