package dev.sluice.core.invocation.pool;

import dev.sluice.core.Ticker;
import dev.sluice.spi.sandbox.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of instances between calls: which are too old or obsolete, which are missing. It
 * decides; the caller starts and ends them. Thread-safe: takes the pool's lock.
 */
final class Upkeep {
  private final Map<InstanceKey, VersionPool> pools;
  private final Room room;
  private final PoolSettings settings;
  private final Ticker ticker;
  private final Lock lock;

  Upkeep(
      Map<InstanceKey, VersionPool> pools,
      Room room,
      PoolSettings settings,
      Ticker ticker,
      Lock lock) {
    this.pools = pools;
    this.room = room;
    this.settings = settings;
    this.ticker = ticker;
    this.lock = lock;
  }

  /** Whether a key has fewer instances than it keeps. */
  boolean lacks(InstanceKey key) {
    lock.lock();
    try {
      VersionPool pool = pools.get(key);
      return pool != null && pool.count < pool.kept;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The right to start an instance of a key that has fewer than it keeps; it is counted already.
   *
   * @param evicted gets the idle instance that has to go for it, for the caller to end
   * @return null when there are enough, or no room for another
   */
  @Nullable VersionPool claim(InstanceKey key, Consumer<Instance> evicted) {
    lock.lock();
    try {
      VersionPool pool = pools.get(key);
      if (pool == null || pool.count >= pool.kept || !room.isTurnOf(pool)) {
        return null;
      }
      Instance victim = room.isFree() ? null : room.evict();
      if (victim != null) {
        evicted.accept(victim);
      }
      if (!room.isFree()) {
        return null;
      }
      room.add(pool);
      return pool;
    } finally {
      lock.unlock();
    }
  }

  /** Takes out the instances that have been idle for too long, and forgets versions without any. */
  List<Instance> reap() {
    List<Instance> expired = new ArrayList<>();
    lock.lock();
    try {
      for (VersionPool pool : pools.values()) {
        List<Instance> its = pool.takeExpired(ticker.nanos(), settings.keepAlive());
        its.forEach(instance -> room.remove(pool));
        expired.addAll(its);
        if (pool.isEmpty()) {
          forget(pool);
        }
      }
      room.wakeNext();
    } finally {
      lock.unlock();
    }
    return expired;
  }

  /** Takes out the idle instances of these keys; the others have no pool to come back to. */
  List<Instance> retire(List<InstanceKey> keys) {
    List<Instance> idle = new ArrayList<>();
    lock.lock();
    try {
      for (InstanceKey key : keys) {
        VersionPool pool = pools.get(key);
        if (pool != null) {
          List<Instance> its = pool.takeAll();
          its.forEach(instance -> room.remove(pool));
          idle.addAll(its);
          forget(pool);
        }
      }
      room.wakeNext();
    } finally {
      lock.unlock();
    }
    return idle;
  }

  private void forget(VersionPool pool) {
    pools.remove(pool.key);
    room.leave(pool);
  }
}
