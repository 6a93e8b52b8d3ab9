package dev.sluice.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

  @Test
  void shouldAscendWithinAMillisecondAndWhenTheClockStepsBack() {
    AtomicLong millis = new AtomicLong(1_000);
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
          }
        };
    TimeOrderedIds ids = new TimeOrderedIds(clock, new SplittableRandom(7));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      millis.set(1_000 + (i / 100) - (i % 3));
      made.add(ids.next());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made.get(0)).hasSize(26).matches("[0-9a-z]+");
  }
}
