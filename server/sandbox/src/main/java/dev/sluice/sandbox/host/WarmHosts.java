package dev.sluice.sandbox.host;

import dev.sluice.sandbox.runtime.LanguageRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Language hosts that wait in their jails for code, so that a cold start costs no start. Each is
 * used once. One thread replaces those that were taken, a moment later, when the call that took it
 * has had the processor. Thread-safe.
 */
public final class WarmHosts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarmHosts.class);
  private static final Duration PAUSE = Duration.ofMillis(30);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final HostStarter starter;
  private final int wanted;
  private final List<LanguageRuntime> runtimes;
  private final Map<String, ArrayDeque<HostProcess>> waiting = new TreeMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean closed;

  /**
   * Begins to start hosts.
   *
   * @param wanted how many wait for each runtime
   */
  public WarmHosts(
      HostStarter starter, List<LanguageRuntime> runtimes, int wanted, ThreadFactory threads) {
    this.starter = starter;
    this.wanted = wanted;
    this.runtimes = List.copyOf(runtimes);
    thread = threads.newThread(this::fill);
    thread.start();
  }

  /** A host that waits, or one started now. */
  HostProcess take(LanguageRuntime runtime) throws IOException {
    long began = System.nanoTime();
    HostProcess host = poll(runtime);
    if (host == null) {
      return starter.start(runtime);
    }
    host.taken(Duration.ofNanos(System.nanoTime() - began));
    return host;
  }

  private @Nullable HostProcess poll(LanguageRuntime runtime) {
    lock.lock();
    try {
      ArrayDeque<HostProcess> hosts = queue(runtime);
      HostProcess host = hosts.poll();
      while (host != null && !host.isAlive()) {
        host.end("it died while it waited");
        host = hosts.poll();
      }
      changed.signalAll();
      return host;
    } finally {
      lock.unlock();
    }
  }

  private ArrayDeque<HostProcess> queue(LanguageRuntime runtime) {
    return waiting.computeIfAbsent(runtime.name(), name -> new ArrayDeque<>());
  }

  private void fill() {
    try {
      while (true) {
        LanguageRuntime lacking = await();
        if (lacking == null) {
          return;
        }
        try {
          add(lacking, starter.start(lacking));
        } catch (IOException e) {
          LOG.warn("No {} host could be started ahead.", lacking.name(), e);
          pause(RETRY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(LanguageRuntime runtime, HostProcess host) {
    lock.lock();
    try {
      if (closed) {
        host.end("the server stops");
      } else {
        queue(runtime).add(host);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a runtime has too few hosts; null when it is over. */
  private @Nullable LanguageRuntime await() throws InterruptedException {
    lock.lock();
    try {
      boolean waited = false;
      while (!closed) {
        for (LanguageRuntime runtime : runtimes) {
          if (queue(runtime).size() < wanted) {
            if (waited) {
              pause(PAUSE);
            }
            return closed ? null : runtime;
          }
        }
        changed.await();
        waited = true;
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void pause(Duration duration) throws InterruptedException {
    lock.lock();
    try {
      long nanos = duration.toNanos();
      while (nanos > 0 && !closed) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<HostProcess> all = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      waiting.values().forEach(all::addAll);
      waiting.values().forEach(ArrayDeque::clear);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(host -> host.end("the server stops"));
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
