package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the processors count as busy. */
final class ProcessorLoadTest {
  private double share;
  private long now;
  private final ProcessorLoad load = new ProcessorLoad(() -> share, () -> now);

  @Test
  void shouldTellBusyProcessorsFromIdleOnes() {
    load.saturated();

    assertThat(afterMillis(60, 0.5)).isFalse();
    assertThat(afterMillis(60, 0.95)).isTrue();
    assertThat(afterMillis(60, 0.5)).isFalse();
  }

  @Test
  void shouldLookOnceInAMoment() {
    load.saturated();
    assertThat(afterMillis(60, 0.5)).isFalse();

    assertThat(afterMillis(20, 1)).isFalse();
    assertThat(afterMillis(40, 1)).isTrue();
  }

  @Test
  void shouldTakeProcessorsForBusyUntilTheLastMomentIsKnown() {
    assertThat(load.saturated()).isTrue();
    assertThat(afterMillis(60, 0.1)).isFalse();

    assertThat(afterMillis(5_000, 0.1)).isTrue();
    assertThat(afterMillis(60, 0.1)).isFalse();
  }

  private boolean afterMillis(long millis, double used) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
    share = used;
    return load.saturated();
  }
}
