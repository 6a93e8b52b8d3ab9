package dev.sluice.e2e.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a condition, looking again every few milliseconds. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long STEP_NANOS = 5_000_000;

  private Await() {}

  /** A condition that may fail while it is looked at. */
  @FunctionalInterface
  public interface Condition {
    /** Whether it holds now. */
    boolean holds() throws Exception;
  }

  /** Waits a minute at most. */
  public static void until(String what, Condition condition) throws Exception {
    until(PATIENCE, what, condition);
  }

  /**
   * Waits.
   *
   * @param what for the failure: what was waited for
   */
  public static void until(Duration patience, String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + patience.toMillis() + " ms: " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  /** Waits until what the call gives is what is wanted, and returns that. */
  public static <T> T value(String what, Callable<T> call, Predicate<T> wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      T value = call.call();
      if (wanted.test(value)) {
        return value;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not in time: " + what + "; last seen: " + value);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
