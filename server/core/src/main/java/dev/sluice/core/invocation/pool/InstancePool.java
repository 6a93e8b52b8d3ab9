package dev.sluice.core.invocation.pool;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Ticker;
import dev.sluice.core.invocation.pool.Admission.Verdict;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.InstanceSpec;
import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.spi.sandbox.SandboxProvider.StartResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out instances: a warm one where there is one, else a new one. One lock guards all its
 * state; it is held for moments, and nothing is started, called or ended under it. Thread-safe.
 */
public final class InstancePool {
  private final SandboxProvider sandbox;
  private final PoolSettings settings;
  private final Growth growth;
  private final MemoryBudget memory;
  private final Room room;
  private final Upkeep upkeep;
  private final Roster roster;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();

  /** Changed under the lock, read without it by those who take it then. */
  private final Map<InstanceKey, VersionPool> pools = new ConcurrentHashMap<>();

  /** Starts instances in this sandbox. */
  public InstancePool(
      SandboxProvider sandbox, PoolSettings settings, HostLoad load, Ticker ticker) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.growth = new Growth(settings, load);
    this.memory =
        new MemoryBudget(settings.memoryBytes(), () -> sandbox.stats().memoryBytes(), ticker);
    this.room = new Room(pools.values(), settings, memory, ticker);
    this.upkeep = new Upkeep(pools, room, settings, ticker, lock);
    this.roster = new Roster(pools, room, ticker, lock);
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
    return acquire(key, spec, output, null);
  }

  /**
   * The same.
   *
   * @param most how long it may wait at most, whatever the settings say; null for as they say
   */
  public Lease acquire(
      InstanceKey key,
      Function<InstanceKey, InstanceSpec> spec,
      OutputSink output,
      @Nullable Duration most) {
    PoolSettings waiting = settings.within(most);
    long asked = ticker.nanos();
    VersionPool pool;
    Admission admission;
    Verdict verdict;
    VersionPool known = pools.get(key);
    try {
      lock.lock();
      try {
        pool = known == null || known.gone ? open(key) : known;
        Member idle = room.take(pool);
        if (idle != null) {
          return new Lease.Granted(pool, idle, false, since(asked));
        }
        admission = new Admission(pool, room, growth, memory, waiting, lock);
        verdict = admission.look();
      } finally {
        lock.unlock();
      }
      verdict = admission.await(verdict);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Lease.Refused(
          ErrorCode.SHUTTING_DOWN, "The call was interrupted while it waited for an instance.");
    }
    Duration waited = since(asked);
    return switch (verdict) {
      case REUSE -> new Lease.Granted(pool, admission.found(), false, waited);
      case START -> start(pool, () -> spec.apply(key), output, waited);
      case CROWDED ->
          new Lease.Refused(
              ErrorCode.CAPACITY_EXCEEDED,
              "Too many calls of the namespace '"
                  + key.namespace()
                  + "' wait for an instance already.");
      case TIMED_OUT ->
          new Lease.Refused(
              ErrorCode.CAPACITY_TIMED_OUT,
              "No instance of '"
                  + key.function()
                  + "' became free within "
                  + waiting.maxWait().toMillis()
                  + " ms.");
    };
  }

  private VersionPool open(InstanceKey key) {
    return pools.computeIfAbsent(
        key, k -> new VersionPool(k, room.enter(k.namespace()), lock.newCondition(), most(k)));
  }

  private int most(InstanceKey key) {
    Integer asked = key.definition().scaling().maxInstances();
    return asked == null ? settings.maxPerVersion() : Math.min(asked, settings.maxPerVersion());
  }

  /** Starts an instance that is counted already. */
  private Lease start(
      VersionPool pool, Supplier<InstanceSpec> spec, OutputSink output, Duration waited) {
    Member started = null;
    long began = ticker.nanos();
    try {
      StartResult result = sandbox.start(spec.get(), output);
      if (result instanceof StartResult.Started up) {
        started = new Member(up.instance(), ticker.nanos());
        return new Lease.Granted(pool, started, true, waited);
      }
      if (result instanceof StartResult.LoadFailed failed) {
        return new Lease.LoadFailed(failed.failure(), waited, since(began));
      }
      return new Lease.Unavailable(((StartResult.Unavailable) result).reason(), waited);
    } finally {
      startEnded(pool, started);
    }
  }

  private void startEnded(VersionPool pool, @Nullable Member started) {
    lock.lock();
    try {
      room.started(pool);
      if (started == null) {
        room.remove(pool);
        room.wakeNext();
      } else {
        pool.join(started);
        pool.serve(started, ticker.nanos());
      }
      pool.changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes an instance back after its call. */
  public void release(Lease.Granted lease) {
    giveBack(lease, 1);
  }

  private void giveBack(Lease.Granted lease, int calls) {
    Instance instance = lease.instance();
    EndReason end = giveBack(lease.pool(), lease.member(), instance.isAlive(), calls);
    if (end != null) {
      instance.end(end);
    }
  }

  /** Why the instance has to end now; null when it goes on. */
  private @Nullable EndReason giveBack(VersionPool pool, Member member, boolean alive, int calls) {
    lock.lock();
    try {
      member.calls += calls;
      EndReason end = null;
      if (pool.gone || !alive) {
        end = EndReason.RETIRED;
      } else if (member.leaving) {
        end = EndReason.EVICTED;
      } else if (room.isOwed(pool) && !pool.isLosing()) {
        end = EndReason.EVICTED;
        room.passTurn(pool);
      }
      if (end == null) {
        pool.giveBack(member, ticker.nanos());
      } else {
        member.rest(ticker.nanos());
        if (member.isIdle()) {
          pool.leave(member);
          room.remove(pool);
        } else {
          pool.close(member);
          end = null;
        }
      }
      pool.changed.signal();
      if (end != null || pool.waiting == 0) {
        room.wakeNext();
      }
      return end;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sets how many instances of this key stay, however long they are idle and whoever wants their
   * room; {@link #warm} starts them.
   */
  public void keep(InstanceKey key, int count) {
    lock.lock();
    try {
      VersionPool pool = count == 0 ? pools.get(key) : open(key);
      if (pool != null) {
        pool.kept = Math.min(count, pool.most);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a key has fewer instances than it keeps. */
  public boolean lacks(InstanceKey key) {
    return upkeep.lacks(key);
  }

  /**
   * Starts one instance of a key that has fewer than it keeps, and blocks until it is ready.
   *
   * @return what the start came to, with nothing to give back; null when there are enough, or no
   *     room for another now
   */
  public @Nullable Lease warm(
      InstanceKey key, Function<InstanceKey, InstanceSpec> spec, OutputSink output) {
    memory.measure();
    List<Instance> evicted = new ArrayList<>();
    VersionPool pool = upkeep.claim(key, evicted::add);
    evicted.forEach(instance -> instance.end(EndReason.EVICTED));
    if (pool == null) {
      return null;
    }
    Lease lease = start(pool, () -> spec.apply(key), output, Duration.ZERO);
    if (lease instanceof Lease.Granted granted) {
      giveBack(granted, 0);
    }
    return lease;
  }

  /** Ends instances that have been idle for too long, and forgets versions without any. */
  public void reap() {
    upkeep.reap().forEach(instance -> instance.end(EndReason.IDLE));
  }

  /** Ends the idle instances of these keys, and the busy ones after their call. */
  public void retire(Predicate<InstanceKey> obsolete) {
    // Asked before the lock is taken: the answer may take a look into the store.
    List<InstanceKey> keys = pools.keySet().stream().filter(obsolete).toList();
    if (!keys.isEmpty()) {
      upkeep.retire(keys).forEach(instance -> instance.end(EndReason.RETIRED));
    }
  }

  /** The instances, one by one. */
  public Roster roster() {
    return roster;
  }

  /** What there is now. */
  public PoolStats stats() {
    lock.lock();
    try {
      return room.stats();
    } finally {
      lock.unlock();
    }
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(ticker.nanos() - nanos);
  }
}
