package dev.sluice.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private boolean crowded = true;
  private long now = -1;
  private final Pace pace = new Pace(() -> crowded, () -> now);

  @Test
  void shouldLetABurstThroughAndTheRestAtItsPace() {
    assertThat(pace.after(1_000)).isZero();
    assertThat(pace.after(500)).isEqualTo(Duration.ofMillis(500).toNanos());
  }

  @Test
  void shouldForgetWithTime() {
    pace.after(1_500);
    now += Duration.ofHours(1).toNanos();

    assertThat(pace.after(1_000)).isZero();
    assertThat(pace.after(1)).isPositive();
  }

  @Test
  void shouldHurryWhereNobodyElseIs() {
    crowded = false;

    assertThat(pace.after(10_000)).isZero();
  }
}
