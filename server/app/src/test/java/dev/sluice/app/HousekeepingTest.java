package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  @Test
  void shouldLetARoundFinishWhenItEnds() throws Exception {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<String> round = new CompletableFuture<>();
    Housekeeping.repeat(
        timer,
        "something",
        () -> {
          begun.countDown();
          try {
            goOn.await();
            round.complete("finished");
          } catch (InterruptedException e) {
            round.complete("interrupted");
          }
        },
        0,
        1,
        TimeUnit.MILLISECONDS);
    begun.await();

    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              try {
                Housekeeping.end(timer);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    while (!timer.isShutdown()) {
      Thread.onSpinWait();
    }
    goOn.countDown();

    assertThat(round.get(30, TimeUnit.SECONDS)).isEqualTo("finished");
    assertThat(end.get(30, TimeUnit.SECONDS)).isNull();
    assertThat(timer.isTerminated()).isTrue();
  }
}
