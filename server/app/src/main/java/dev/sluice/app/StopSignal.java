package dev.sluice.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and SIGINT into an orderly end with status 0. The JVM's own answer to them is to
 * run hooks and exit with 143, so the hook waits for the server and then ends the process itself.
 * Thread-safe.
 */
final class StopSignal {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Listens from now on.
   *
   * @param patienceSeconds how long the hook waits before it ends the process with status 1
   */
  static StopSignal install(NamedThreads threads, long patienceSeconds) {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(threads.newThread(() -> signal.hook(patienceSeconds)));
    return signal;
  }

  private void hook(long patienceSeconds) {
    if (stopped.getCount() == 0) {
      return;
    }
    asked.countDown();
    boolean inTime = false;
    try {
      inTime = stopped.await(patienceSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(inTime ? 0 : 1);
  }

  /** Waits until somebody wants the server to stop. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Lets the process end. */
  void stopped() {
    stopped.countDown();
  }
}
