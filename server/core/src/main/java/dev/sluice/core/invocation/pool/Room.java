package dev.sluice.core.invocation.pool;

import dev.sluice.core.Ticker;
import dev.sluice.spi.sandbox.Instance;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many more instances there may be, and whose turn it is: the namespace with the fewest goes
 * first, in it the version with the fewest, then the one that waits longest. Guarded by the pool's
 * lock.
 */
final class Room {
  private static final Comparator<VersionPool> TURN =
      Comparator.<VersionPool>comparingInt(pool -> pool.tenant.instances)
          .thenComparingInt(pool -> pool.count)
          .thenComparingLong(pool -> pool.wantingSince);

  private final Collection<VersionPool> pools;
  private final PoolSettings settings;
  private final MemoryBudget memory;
  private final Ticker ticker;
  private final Map<String, Tenant> tenants = new HashMap<>();
  private final Set<VersionPool> wanting = new LinkedHashSet<>();

  /** Those that nobody can find any more, while something of them runs. */
  private final Set<VersionPool> leaving = new LinkedHashSet<>();

  private int count;
  private int starting;
  private int waiting;

  /**
   * Room.
   *
   * @param pools all there are, of all namespaces
   */
  Room(Collection<VersionPool> pools, PoolSettings settings, MemoryBudget memory, Ticker ticker) {
    this.pools = pools;
    this.ticker = ticker;
    this.settings = settings;
    this.memory = memory;
  }

  Tenant enter(String namespace) {
    Tenant tenant = tenants.computeIfAbsent(namespace, name -> new Tenant());
    tenant.versions++;
    return tenant;
  }

  void leave(VersionPool pool) {
    pool.gone = true;
    if (pool.count > 0) {
      leaving.add(pool);
    }
    pool.tenant.versions--;
    tenants.values().removeIf(Tenant::isGone);
  }

  /** Counts an instance in that is going to start. */
  void add(VersionPool pool) {
    count++;
    starting++;
    pool.count++;
    pool.starting++;
    pool.tenant.instances++;
    passTurn(pool);
  }

  /** Goes behind those that have waited meanwhile. */
  void passTurn(VersionPool pool) {
    pool.wantingSince = ticker.nanos();
  }

  /** A start is over, well or not. */
  void started(VersionPool pool) {
    starting--;
    pool.starting--;
  }

  /** Counts an instance out. */
  void remove(VersionPool pool) {
    count--;
    pool.count--;
    pool.tenant.instances--;
    if (pool.count == 0) {
      leaving.remove(pool);
    }
  }

  /** Whether another instance may start now. The first may in any case. */
  boolean isFree() {
    return count < settings.maxInstances() && fitsMemory();
  }

  /** Whether the memory allows it. */
  boolean fitsMemory() {
    return count == 0 || memory.fits(starting);
  }

  /** Whether nobody else's call goes before one of this version. */
  boolean isTurnOf(VersionPool pool) {
    for (VersionPool other : wanting) {
      if (other != pool && TURN.compare(other, pool) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes out the idle instance that has been idle longest of all, so that another may start; null
   * when none may go.
   */
  @Nullable Instance evict() {
    if (count < settings.maxInstances() && !memory.claimRelief()) {
      return null;
    }
    VersionPool oldest = null;
    long since = Long.MAX_VALUE;
    for (VersionPool pool : pools) {
      long itsSince = pool.evictableSince();
      if (itsSince < since) {
        oldest = pool;
        since = itsSince;
      }
    }
    if (oldest == null) {
      return null;
    }
    remove(oldest);
    return oldest.takeOldest();
  }

  /** Gives an instance of a version another call; null when none takes one. */
  @Nullable Member take(VersionPool pool) {
    Member next = pool.next();
    while (next != null && !next.instance.isAlive()) {
      if (next.isIdle()) {
        pool.leave(next);
        remove(pool);
      } else {
        // The calls that it serves count it out.
        pool.close(next);
      }
      next = pool.next();
    }
    if (next != null) {
      pool.serve(next, ticker.nanos());
    }
    return next;
  }

  /** A call of this version looks for an instance. */
  void join(VersionPool pool) {
    waiting++;
    pool.waiting++;
    pool.tenant.waiting++;
  }

  /** It has found one, or given up. */
  void quit(VersionPool pool) {
    waiting--;
    pool.waiting--;
    pool.tenant.waiting--;
    // What woke this call may be of use to another.
    if (pool.hasRoom()) {
      pool.changed.signal();
    }
    if (isFree()) {
      wakeNext();
    }
  }

  /** Whether a call that has joined may wait: no namespace may fill the whole queue. */
  boolean mayWait(VersionPool pool) {
    int others = waiting - 1;
    int ofTenant = pool.tenant.waiting - 1;
    return ofTenant < settings.maxWaiting() - others;
  }

  /** A call would start an instance if there were room. */
  void want(VersionPool pool) {
    if (pool.wanting++ == 0) {
      pool.wantingSince = ticker.nanos();
      wanting.add(pool);
    }
  }

  /** It would not any more, or it has. */
  void unwant(VersionPool pool) {
    if (--pool.wanting == 0) {
      wanting.remove(pool);
    }
  }

  /** Those of them that nobody can find any more, while something of them runs. */
  Set<VersionPool> leaving() {
    return leaving;
  }

  PoolStats stats() {
    int idle = pools.stream().mapToInt(VersionPool::idle).sum();
    return new PoolStats(idle, count - idle - starting, starting, waiting);
  }

  /** Wakes a call of the version whose turn it is to start an instance. */
  void wakeNext() {
    if (!wanting.isEmpty()) {
      next().changed.signal();
    }
  }

  private VersionPool next() {
    return wanting.stream().min(TURN).orElseThrow();
  }

  /**
   * Whether an instance that has just served should end, though its own version could use it, for
   * the room to go to who has less.
   */
  boolean isOwed(VersionPool by) {
    if (wanting.isEmpty() || by.count <= by.kept || isFree()) {
      return false;
    }
    VersionPool next = next();
    if (next == by) {
      return false;
    }
    boolean same = next.tenant == by.tenant;
    int has = same ? next.count : next.tenant.instances;
    int gives = same ? by.count : by.tenant.instances;
    // Who has nothing is served even where it cannot be fair, but not for every call anew.
    return has + 1 < gives
        || (has == 0 && ticker.nanos() - next.wantingSince >= settings.patience().toNanos());
  }
}
