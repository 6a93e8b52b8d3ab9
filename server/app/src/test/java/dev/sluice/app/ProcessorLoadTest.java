package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the processors count as busy. */
final class ProcessorLoadTest {
  private double share;
  private long now;
  private final ProcessorLoad load = of(2);

  @Test
  void shouldTellBusyProcessorsFromIdleOnes() {
    load.saturated();

    assertThat(afterMillis(60, 0.5)).isFalse();
    assertThat(afterMillis(60, 0.95)).isTrue();
    assertThat(afterMillis(60, 0.5)).isFalse();
  }

  @Test
  void shouldFindRoomWhereHalfAProcessorIsIdle() {
    load.saturated();
    assertThat(afterMillis(60, 0.76)).isTrue();
    assertThat(afterMillis(60, 0.74)).isFalse();

    ProcessorLoad ofMany = of(16);
    ofMany.saturated();
    assertThat(afterMillis(ofMany, 60, 0.98)).isTrue();
    assertThat(afterMillis(ofMany, 60, 0.96)).isFalse();
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

  private ProcessorLoad of(int processors) {
    return new ProcessorLoad(() -> share, () -> now, processors);
  }

  private boolean afterMillis(long millis, double used) {
    return afterMillis(load, millis, used);
  }

  private boolean afterMillis(ProcessorLoad of, long millis, double used) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
    share = used;
    return of.saturated();
  }
}
