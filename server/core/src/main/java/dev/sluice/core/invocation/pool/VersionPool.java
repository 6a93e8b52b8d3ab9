package dev.sluice.core.invocation.pool;

import dev.sluice.spi.sandbox.Instance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one key: those that are idle, and how many there are. The most recently used one
 * serves next, so that the others become old and can be ended. Thread-safe.
 */
final class VersionPool {
  private final InstanceKey key;
  private final PoolSettings settings;
  private final Growth growth;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Idle> idle = new ArrayDeque<>();

  /** Idle, busy and starting ones together. */
  private int count;

  private int starting;
  private int waiting;
  private boolean retired;

  VersionPool(InstanceKey key, PoolSettings settings, Growth growth) {
    this.key = key;
    this.settings = settings;
    this.growth = growth;
  }

  InstanceKey key() {
    return key;
  }

  /** What {@link #take} decided. */
  enum Verdict {
    /** Here is an idle instance. */
    REUSE,
    /** Start one: it is counted already. */
    START,
    /** Too many calls wait. */
    CROWDED,
    /** Waited in vain. */
    TIMED_OUT
  }

  /**
   * A decision.
   *
   * @param instance the idle instance for REUSE, else null
   * @param dead idle instances found dead on the way, no longer counted
   */
  record Taken(Verdict verdict, @Nullable Instance instance, int dead) {}

  private record Idle(Instance instance, long since) {}

  /** Waits for an idle instance, or for the right to start one. */
  Taken take() throws InterruptedException {
    int dead = 0;
    lock.lock();
    try {
      long most = settings.maxWait().toNanos();
      long waited = 0;
      while (true) {
        Idle last = idle.pollLast();
        if (last != null) {
          if (last.instance().isAlive()) {
            return new Taken(Verdict.REUSE, last.instance(), dead);
          }
          count--;
          dead++;
          continue;
        }
        if (growth.allows(count, starting, waited)) {
          count++;
          starting++;
          return new Taken(Verdict.START, null, dead);
        }
        if (waited >= most) {
          return new Taken(Verdict.TIMED_OUT, null, dead);
        }
        if (waited == 0 && waiting >= settings.maxWaiting()) {
          return new Taken(Verdict.CROWDED, null, dead);
        }
        long step = Math.min(growth.next(waited), most - waited);
        waiting++;
        try {
          waited += step - Math.max(0, changed.awaitNanos(step));
        } finally {
          waiting--;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes an instance back; false when it is of no more use and the caller has to end it.
   *
   * @param known whether calls can still find this pool
   */
  boolean giveBack(Instance instance, long now, boolean known) {
    lock.lock();
    try {
      boolean useful = known && !retired && instance.isAlive();
      if (useful) {
        idle.addLast(new Idle(instance, now));
      } else {
        count--;
      }
      changed.signal();
      return useful;
    } finally {
      lock.unlock();
    }
  }

  /** A start that was allowed has ended: with an instance for its caller, or with nothing. */
  void startEnded(boolean successful) {
    lock.lock();
    try {
      starting--;
      if (!successful) {
        count--;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes out the instances that have been idle for too long, or are dead; the caller ends them.
   */
  List<Instance> expire(long now, Duration keepAlive) {
    List<Instance> expired = new ArrayList<>();
    lock.lock();
    try {
      idle.removeIf(
          i -> {
            boolean over = now - i.since() >= keepAlive.toNanos() || !i.instance().isAlive();
            if (over) {
              expired.add(i.instance());
            }
            return over;
          });
      count -= expired.size();
      return expired;
    } finally {
      lock.unlock();
    }
  }

  /** Takes out the longest idle instance, or null; the caller ends it. */
  @Nullable Instance evict() {
    lock.lock();
    try {
      Idle first = idle.pollFirst();
      if (first == null) {
        return null;
      }
      count--;
      return first.instance();
    } finally {
      lock.unlock();
    }
  }

  /** Since when the longest idle instance has been idle; {@link Long#MAX_VALUE} for none. */
  long idleSince() {
    lock.lock();
    try {
      Idle first = idle.peekFirst();
      return first == null ? Long.MAX_VALUE : first.since();
    } finally {
      lock.unlock();
    }
  }

  /** From now on nothing stays: idle ones are returned for the caller to end. */
  List<Instance> retire() {
    lock.lock();
    try {
      retired = true;
    } finally {
      lock.unlock();
    }
    return expire(0, Duration.ofNanos(Long.MIN_VALUE));
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return count == 0 && waiting == 0;
    } finally {
      lock.unlock();
    }
  }
}
