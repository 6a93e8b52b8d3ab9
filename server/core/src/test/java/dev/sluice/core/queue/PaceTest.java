package dev.sluice.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How fast events are tried, and tried again. */
class PaceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void shouldDoubleThePauseAndVaryItByHalf() {
    assertThat(Backoff.after(SECOND, 1, 0.5)).isEqualTo(SECOND);
    assertThat(Backoff.after(SECOND, 1, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(Backoff.after(SECOND, 3, 0.5)).isEqualTo(Duration.ofSeconds(4));
    assertThat(Backoff.after(SECOND, 100, 0.5)).isEqualTo(Duration.ofHours(1));
    assertThat(Backoff.after(Duration.ZERO, 5, 0.9)).isZero();
  }

  @Test
  void shouldLetAsManyBeginAsTheRateAllows() {
    TokenBucket bucket = new TokenBucket(10, 0);
    long now = 0;
    int begun = 0;
    while (now < TimeUnit.SECONDS.toNanos(10)) {
      long wait = bucket.untilNext(now);
      if (wait == 0) {
        bucket.take();
        begun++;
      } else {
        now += wait;
      }
    }
    assertThat(begun).isBetween(100, 101);
  }

  @Test
  void shouldNotSaveUpMoreThanAMoment() {
    TokenBucket bucket = new TokenBucket(100, 0);
    long later = TimeUnit.HOURS.toNanos(1);
    int begun = 0;
    while (bucket.untilNext(later) == 0) {
      bucket.take();
      begun++;
    }
    assertThat(begun).isEqualTo(10);
  }
}
