package dev.sluice.e2e.harness;

import java.time.Duration;
import java.util.function.IntSupplier;

/** A number that is taken once it has not changed for a while. */
public final class SteadyCount {
  private static final long STILL_NANOS = Duration.ofMillis(700).toNanos();

  private SteadyCount() {}

  /** Waits until the number stands still. */
  public static int of(IntSupplier count) throws Exception {
    int[] last = {count.getAsInt()};
    long[] since = {System.nanoTime()};
    Await.until(
        "the number stands still",
        () -> {
          int now = count.getAsInt();
          if (now != last[0]) {
            last[0] = now;
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > STILL_NANOS;
        });
    return last[0];
  }
}
