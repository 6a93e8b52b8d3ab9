package dev.sluice.e2e.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** A value that is taken once it has not changed for a while. */
public final class SteadyValue {
  private static final long STILL_NANOS = Duration.ofMillis(700).toNanos();

  private SteadyValue() {}

  /** Waits until the value stands still. */
  public static <T> T of(Callable<T> call) throws Exception {
    AtomicReference<T> last = new AtomicReference<>(call.call());
    long[] since = {System.nanoTime()};
    Await.until(
        "the value stands still",
        () -> {
          T now = call.call();
          if (!now.equals(last.get())) {
            last.set(now);
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > STILL_NANOS;
        });
    return last.get();
  }
}
