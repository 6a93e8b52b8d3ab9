package dev.sluice.core.invocation.pool;

import dev.sluice.core.Ticker;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hands out instances: a warm one where there is one, else a new one. Thread-safe. */
public final class InstancePool {
  private final SandboxProvider sandbox;
  private final PoolSettings settings;
  private final Growth growth;
  private final Ticker ticker;
  private final Map<InstanceKey, VersionPool> pools = new ConcurrentHashMap<>();
  private final AtomicInteger instances = new AtomicInteger();

  /** Starts instances in this sandbox. */
  public InstancePool(
      SandboxProvider sandbox, PoolSettings settings, HostLoad load, Ticker ticker) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.growth = new Growth(settings, load);
    this.ticker = ticker;
  }

  /**
   * Gets an instance for one call.
   *
   * @param spec how to start one, asked only when one is started
   * @param output gets what code writes while it loads
   */
  public Lease acquire(
      InstanceKey key, Function<InstanceKey, InstanceSpec> spec, OutputSink output) {
    long asked = ticker.nanos();
    VersionPool pool = pools.computeIfAbsent(key, k -> new VersionPool(k, settings, growth));
    VersionPool.Taken taken;
    try {
      taken = pool.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Lease.Refused("The call was interrupted while it waited for an instance.");
    }
    instances.addAndGet(-taken.dead());
    Duration waited = since(asked);
    Instance idle = taken.instance();
    return switch (taken.verdict()) {
      case REUSE -> new Lease.Granted(pool, require(idle), false, waited);
      case START -> start(pool, spec.apply(key), output, waited);
      case CROWDED ->
          new Lease.Refused(
              "More than "
                  + settings.maxWaiting()
                  + " calls wait for an instance of '"
                  + key.function()
                  + "'.");
      case TIMED_OUT ->
          new Lease.Refused(
              "No instance of '"
                  + key.function()
                  + "' became free within "
                  + settings.maxWait().toMillis()
                  + " ms.");
    };
  }

  private static Instance require(@Nullable Instance instance) {
    if (instance == null) {
      throw new IllegalStateException("an idle instance was promised");
    }
    return instance;
  }

  private Lease start(VersionPool pool, InstanceSpec spec, OutputSink output, Duration waited) {
    if (!reserve()) {
      pool.startEnded(false);
      return new Lease.Refused(
          "All " + settings.maxInstances() + " instances of this server are busy.");
    }
    boolean started = false;
    long began = ticker.nanos();
    try {
      SandboxProvider.StartResult result = sandbox.start(spec, output);
      if (result instanceof SandboxProvider.StartResult.Started up) {
        started = true;
        return new Lease.Granted(pool, up.instance(), true, waited);
      }
      if (result instanceof SandboxProvider.StartResult.LoadFailed failed) {
        return new Lease.LoadFailed(failed.failure(), waited, since(began));
      }
      return new Lease.Unavailable(
          ((SandboxProvider.StartResult.Unavailable) result).reason(), waited);
    } finally {
      if (!started) {
        instances.decrementAndGet();
      }
      pool.startEnded(started);
    }
  }

  /** Counts one more instance in, ending the one that has been idle longest where none is free. */
  private boolean reserve() {
    while (instances.incrementAndGet() > settings.maxInstances()) {
      instances.decrementAndGet();
      Instance victim =
          pools.values().stream()
              .min(Comparator.comparingLong(VersionPool::idleSince))
              .map(VersionPool::evict)
              .orElse(null);
      if (victim == null) {
        return false;
      }
      end(List.of(victim), EndReason.EVICTED);
    }
    return true;
  }

  /** Takes an instance back after its call. */
  public void release(Lease.Granted lease) {
    VersionPool pool = lease.pool();
    // An empty pool may have been forgotten between the caller's look and its start.
    boolean known = pools.get(pool.key()) == pool;
    if (!pool.giveBack(lease.instance(), ticker.nanos(), known)) {
      end(List.of(lease.instance()), EndReason.RETIRED);
    }
  }

  /** Ends instances that have been idle for too long, and forgets versions without any. */
  public void reap() {
    for (VersionPool pool : pools.values()) {
      end(pool.expire(ticker.nanos(), settings.keepAlive()), EndReason.IDLE);
    }
    pools.values().removeIf(VersionPool::isEmpty);
  }

  /** Ends the idle instances of these keys, and the busy ones after their call. */
  public void retire(Predicate<InstanceKey> obsolete) {
    pools.forEach(
        (key, pool) -> {
          if (obsolete.test(key)) {
            pools.remove(key, pool);
            end(pool.retire(), EndReason.RETIRED);
          }
        });
  }

  /** How many instances there are: idle, busy and starting. */
  public int size() {
    return instances.get();
  }

  private void end(List<Instance> ended, EndReason reason) {
    for (Instance instance : ended) {
      instance.end(reason);
      instances.decrementAndGet();
    }
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(ticker.nanos() - nanos);
  }
}
