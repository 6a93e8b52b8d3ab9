package dev.sluice.sandbox.host;

import dev.sluice.spi.sandbox.EndReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for the kernel where there are no control groups: one thread looks at what each
 * instance uses, often while it serves a call and now and then while it does not, and ends those
 * above their limit. Between two looks an instance can get past its limit. An instance of many
 * processes takes long to look at, and is looked at less often, so that it keeps the thread from no
 * other. Without instances the thread sleeps. Thread-safe.
 */
final class MemoryWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(50);
  private static final Duration IDLE_PERIOD = Duration.ofSeconds(1);

  /** An instance gets at most one part in so many of the thread's time. */
  private static final int SHARE = 5;

  private final Map<HostProcess, Watched> all = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  MemoryWatch(ThreadFactory threads) {
    thread = threads.newThread(this::run);
    thread.start();
  }

  /** Looks after a host until it has ended; a second time, with another limit. */
  void watch(HostProcess host, long bytes) {
    all.put(host, new Watched(host, bytes));
    LockSupport.unpark(thread);
  }

  /** What all of them used when they were last looked at, in bytes. */
  long total() {
    return all.values().stream().mapToLong(watched -> watched.used).sum();
  }

  private void run() {
    while (!closed) {
      all.keySet().removeIf(host -> !host.isAlive());
      all.values().forEach(Watched::lookWhenDue);
      if (all.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, PERIOD.toNanos());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** One instance. Confined to the watching thread, but for what it used. */
  private static final class Watched {
    private final HostProcess host;
    private final long limit;
    private long last = System.nanoTime();
    private long took;
    private int seenStop;
    private volatile long used;

    Watched(HostProcess host, long limit) {
      this.host = host;
      this.limit = limit;
    }

    void lookWhenDue() {
      long now = System.nanoTime();
      long pause = host.isBusy() ? took * SHARE : IDLE_PERIOD.toNanos();
      int stop = host.stop();
      // What is stopped uses no more than when it was.
      if (now - last < pause || (stop != 0 && stop == seenStop)) {
        return;
      }
      last = now;
      seenStop = stop;
      try {
        used = host.memory().bytes(limit);
        if (used > limit) {
          host.end(EndReason.OUT_OF_MEMORY);
        }
      } catch (RuntimeException e) {
        // The others are to be looked after all the same.
        LOG.error("The memory of {} could not be looked at.", host.id(), e);
      }
      took = System.nanoTime() - now;
    }
  }
}
