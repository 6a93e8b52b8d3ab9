package dev.sluice.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.jail.Meter;
import dev.sluice.spi.sandbox.CallUsage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who gets which part of what an instance used. */
class CallMeterTest {
  /** Microseconds that the processes have used since they began, and what they hold. */
  private long micros;

  private long bytes = 1;

  private final CallMeter meter =
      new CallMeter(
          () ->
              new Meter() {
                private long before;

                @Override
                public void begin() {
                  before = micros;
                }

                @Override
                public CallUsage end() {
                  return new CallUsage(Duration.ofNanos((micros - before) * 1_000), bytes);
                }

                @Override
                public void close() {}
              });

  @Test
  void shouldGiveOneCallAllThatIsUsedDuringIt() {
    micros = 7;
    meter.begin("a");
    micros += 100;
    bytes = 5;

    assertThat(meter.usedNanos()).isEqualTo(100_000);
    assertThat(meter.end("a")).isEqualTo(new CallUsage(Duration.ofNanos(100_000), 5));
    assertThat(meter.usedNanos()).isZero();
    assertThat(meter.end("a")).isNull();
  }

  @Test
  void shouldShareWhatIsUsedWhileSeveralRunAmongThem() {
    meter.begin("a");
    micros += 100;
    meter.begin("b");
    micros += 60;
    bytes = 9;
    CallUsage b = meter.end("b");
    bytes = 2;
    micros += 5;

    assertThat(b).isEqualTo(new CallUsage(Duration.ofNanos(30_000), 9));
    assertThat(meter.usedNanos()).isEqualTo(165_000);
    assertThat(meter.end("a")).isEqualTo(new CallUsage(Duration.ofNanos(135_000), 9));
  }

  @Test
  void shouldKeepWhatWasUsedUntilTheInstanceEnded() {
    meter.begin("a");
    micros += 100;
    meter.close();
    micros += 100;

    assertThat(meter.end("a")).isEqualTo(new CallUsage(Duration.ofNanos(100_000), 1));
    meter.begin("late");
    assertThat(meter.end("late")).isNull();
  }
}
