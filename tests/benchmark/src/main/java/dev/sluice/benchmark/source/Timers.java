package dev.sluice.benchmark.source;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers of the JDK, which do nothing but look at the clock. */
public final class Timers {
  private Timers() {}

  /**
   * Has some due at each of several moments, which are a second apart, at whole seconds.
   *
   * @param each how many at one of them
   * @return by how many milliseconds each was late
   */
  public static double[] late(int moments, int each) throws InterruptedException {
    double[] late = new double[moments * each];
    CountDownLatch open = new CountDownLatch(late.length);
    ScheduledExecutorService timers = new ScheduledThreadPoolExecutor(1);
    try {
      Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
      for (int n = 0; n < late.length; n++) {
        int index = n;
        Instant due = first.plusSeconds(n % moments);
        Object unused =
            timers.schedule(
                () -> {
                  late[index] = Duration.between(due, Instant.now()).toNanos() / 1e6;
                  open.countDown();
                },
                Duration.between(Instant.now(), due).toNanos(),
                TimeUnit.NANOSECONDS);
      }
      open.await();
    } finally {
      timers.shutdownNow();
    }
    return late;
  }
}
