package dev.sluice.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.fake.FakeLoad;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AcceptFirstTest {
  private static final int WORKERS = 64;

  private final FakeLoad load = new FakeLoad();
  private long now;
  private final AcceptFirst first = new AcceptFirst(load, () -> now);

  @Test
  void shouldLetAllWorkersRunWhereNothingIsAccepted() {
    load.saturate(true);

    assertThat(first.most(WORKERS)).isEqualTo(WORKERS);
  }

  @Test
  void shouldLetAllWorkersRunWhereProcessorsAreIdle() {
    first.accepting();

    assertThat(first.most(WORKERS)).isEqualTo(WORKERS);
  }

  @Test
  void shouldHoldBackRunningWhileEventsAreAcceptedOnBusyProcessors() {
    load.saturate(true);
    first.accepting();

    assertThat(first.most(WORKERS)).isEqualTo(1);
    now += Duration.ofMillis(49).toNanos();
    assertThat(first.most(WORKERS)).isEqualTo(1);
    now += Duration.ofMillis(1).toNanos();
    assertThat(first.most(WORKERS)).isEqualTo(WORKERS);
  }
}
