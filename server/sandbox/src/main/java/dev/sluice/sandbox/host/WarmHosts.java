package dev.sluice.sandbox.host;

import dev.sluice.sandbox.runtime.Archive;
import dev.sluice.sandbox.runtime.LanguageRuntime;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Language hosts that wait in their jails for code, so that a cold start costs no start. Each is
 * used once. One thread replaces those that were taken, a moment later, when the call that took it
 * has had the processor, and only while there is memory for them. Hosts with another network than
 * none wait once somebody has asked for one. Those that wait without an archive when there is one
 * are replaced. Thread-safe.
 */
public final class WarmHosts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarmHosts.class);
  private static final Duration PAUSE = Duration.ofMillis(30);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final HostStarter starter;
  private final HostArchives archives;
  private final int wanted;
  private final long memoryBytes;
  private final Map<Kind, ArrayDeque<Waiting>> waiting = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean closed;

  /** Hosts that can stand in for each other. */
  private record Kind(LanguageRuntime runtime, Network network) {}

  /** A host, and the archive that it started from. */
  private record Waiting(HostProcess host, @Nullable Archive archive) {}

  /**
   * Begins to start hosts.
   *
   * @param wanted how many wait for each runtime
   * @param memoryBytes no host is started ahead while all hosts and instances together use so much
   */
  public WarmHosts(
      HostStarter starter,
      HostArchives archives,
      List<LanguageRuntime> runtimes,
      int wanted,
      long memoryBytes,
      ThreadFactory threads) {
    this.starter = starter;
    this.archives = archives;
    this.wanted = wanted;
    this.memoryBytes = memoryBytes;
    runtimes.forEach(runtime -> waiting.put(new Kind(runtime, Network.NONE), new ArrayDeque<>()));
    thread = threads.newThread(this::fill);
    thread.start();
  }

  /** A host that waits, or one started now. */
  HostProcess take(LanguageRuntime runtime, Network network) throws IOException {
    long began = System.nanoTime();
    HostProcess host = poll(new Kind(runtime, network));
    if (host == null) {
      host = start(new Kind(runtime, network), false).host();
    } else {
      host.taken(Duration.ofNanos(System.nanoTime() - began));
    }
    // Only now: a server without functions of this language has no use for one.
    archives.want(runtime, this::wake);
    return host;
  }

  private Waiting start(Kind kind, boolean ahead) throws IOException {
    Archive archive = archives.of(kind.runtime());
    try {
      return new Waiting(starter.start(kind.runtime(), archive, kind.network(), ahead), archive);
    } catch (IOException e) {
      if (archive == null) {
        throw e;
      }
      HostProcess without = startWithout(kind, ahead, e);
      archives.giveUp(kind.runtime(), e);
      return new Waiting(without, null);
    }
  }

  /** Only where this succeeds is it the archive's fault that a host did not start from it. */
  private HostProcess startWithout(Kind kind, boolean ahead, IOException before)
      throws IOException {
    try {
      return starter.start(kind.runtime(), null, kind.network(), ahead);
    } catch (IOException e) {
      e.addSuppressed(before);
      throw e;
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int size() {
    lock.lock();
    try {
      return waiting.values().stream().mapToInt(ArrayDeque::size).sum();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable HostProcess poll(Kind kind) {
    lock.lock();
    try {
      ArrayDeque<Waiting> hosts = waiting.computeIfAbsent(kind, k -> new ArrayDeque<>());
      Waiting first = hosts.poll();
      while (first != null && !first.host().isAlive()) {
        first.host().end(EndReason.EXITED);
        first = hosts.poll();
      }
      changed.signalAll();
      return first == null ? null : first.host();
    } finally {
      lock.unlock();
    }
  }

  private void fill() {
    try {
      while (true) {
        Kind lacking = await();
        if (lacking == null) {
          return;
        }
        if (starter.memoryBytes() >= memoryBytes) {
          pause(RETRY);
          continue;
        }
        try {
          add(lacking, start(lacking, true));
        } catch (IOException e) {
          LOG.warn("No {} host could be started ahead.", lacking.runtime().name(), e);
          pause(RETRY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(Kind kind, Waiting host) {
    lock.lock();
    try {
      ArrayDeque<Waiting> hosts = waiting.get(kind);
      if (closed || hosts == null) {
        host.host().end(EndReason.SHUTDOWN);
        return;
      }
      hosts.add(host);
      if (hosts.size() > wanted) {
        // The one that this one replaces.
        Waiting old = hosts.remove();
        old.host().end(EndReason.SHUTDOWN);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there are too few hosts of a kind; null when it is over. */
  private @Nullable Kind await() throws InterruptedException {
    lock.lock();
    try {
      boolean waited = false;
      while (!closed) {
        for (Map.Entry<Kind, ArrayDeque<Waiting>> hosts : waiting.entrySet()) {
          if (fit(hosts.getKey(), hosts.getValue()) < wanted) {
            Kind lacking = hosts.getKey();
            if (waited) {
              pause(PAUSE);
            }
            return closed ? null : lacking;
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

  private long fit(Kind kind, ArrayDeque<Waiting> hosts) {
    Archive archive = archives.of(kind.runtime());
    return hosts.stream().filter(each -> Objects.equals(each.archive(), archive)).count();
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
    List<Waiting> all = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      waiting.values().forEach(all::addAll);
      waiting.values().forEach(ArrayDeque::clear);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(each -> each.host().end(EndReason.SHUTDOWN));
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
