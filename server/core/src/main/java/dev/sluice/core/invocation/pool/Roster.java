package dev.sluice.core.invocation.pool;

import dev.sluice.core.Ticker;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The instances one by one, for people who look at them and end one. Thread-safe: takes the pool's
 * lock.
 */
public final class Roster {
  private final Map<InstanceKey, VersionPool> pools;
  private final Room room;
  private final Ticker ticker;
  private final Lock lock;

  Roster(Map<InstanceKey, VersionPool> pools, Room room, Ticker ticker, Lock lock) {
    this.pools = pools;
    this.room = room;
    this.ticker = ticker;
    this.lock = lock;
  }

  /** Those of a namespace that are ready, in the order of their starts for each version. */
  public List<PooledInstance> list(String namespace) {
    List<PooledInstance> all = new ArrayList<>();
    lock.lock();
    try {
      long now = ticker.nanos();
      of(namespace)
          .forEach(pool -> pool.members().forEach(member -> all.add(show(pool, member, now))));
    } finally {
      lock.unlock();
    }
    all.removeIf(one -> !one.instance().isAlive());
    return all;
  }

  /** What those of all namespaces serve, one for each. */
  public List<InstanceKey> keys() {
    List<InstanceKey> all = new ArrayList<>();
    lock.lock();
    try {
      Stream.concat(pools.values().stream(), room.leaving().stream())
          .forEach(pool -> pool.members().forEach(member -> all.add(pool.key)));
    } finally {
      lock.unlock();
    }
    return all;
  }

  /**
   * Ends one. What it serves fails, as if its process had died.
   *
   * @return false when the namespace has none of this id
   */
  public boolean end(String namespace, String id) {
    Instance instance = takeOut(namespace, member -> member.instance.id().equals(id));
    if (instance == null || !instance.isAlive()) {
      return false;
    }
    instance.end(EndReason.ENDED_BY_HAND);
    return true;
  }

  private @Nullable Instance takeOut(String namespace, Predicate<Member> wanted) {
    lock.lock();
    try {
      for (VersionPool pool : of(namespace).toList()) {
        for (Member member : pool.members()) {
          if (wanted.test(member)) {
            // A busy one is counted out when its call gives it back.
            if (pool.takeOut(member)) {
              room.remove(pool);
              room.wakeNext();
            }
            return member.instance;
          }
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private Stream<VersionPool> of(String namespace) {
    return Stream.concat(pools.values().stream(), room.leaving().stream())
        .filter(pool -> pool.key.namespace().equals(namespace));
  }

  private static PooledInstance show(VersionPool pool, Member member, long now) {
    return new PooledInstance(
        pool.key,
        member.instance,
        member.isIdle(),
        Duration.ofNanos(now - member.started),
        Duration.ofNanos(now - member.since),
        member.calls,
        pool.gone);
  }
}
