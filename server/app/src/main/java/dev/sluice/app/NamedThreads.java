package dev.sluice.app;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes daemon threads with a name, whose last words are logged. What must be finished before the
 * process ends is waited for by those who close it. Thread-safe.
 */
final class NamedThreads implements ThreadFactory {
  private static final Logger LOG = LoggerFactory.getLogger(NamedThreads.class);

  private final String name;
  private final AtomicInteger count = new AtomicInteger();

  NamedThreads(String name) {
    this.name = name;
  }

  /**
   * As many of them at once as there is work, which whoever gives it bounds; they end when idle.
   */
  ThreadPoolExecutor onDemand() {
    return new ThreadPoolExecutor(
        0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), this);
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, error) -> LOG.error("The thread {} ended.", dead.getName(), error));
    return thread;
  }
}
