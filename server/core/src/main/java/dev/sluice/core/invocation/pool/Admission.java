package dev.sluice.core.invocation.pool;

import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.Instance;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * One call's way to an idle instance, or to the right to start one; it waits here for either.
 * Confined to the call's thread. Takes the pool's lock for each look; what takes longer than a
 * moment, measuring and ending, is done without it.
 */
final class Admission {
  /** Nobody tells when memory comes free: a call that lacks it looks again by itself. */
  private static final long MEMORY_RETRY_NANOS = Duration.ofMillis(20).toNanos();

  /** What it comes to. */
  enum Verdict {
    /** There is an idle instance. */
    REUSE,
    /** One may be started: it is counted already. */
    START,
    /** Too many calls wait. */
    CROWDED,
    /** It waited in vain. */
    TIMED_OUT
  }

  private final VersionPool pool;
  private final Room room;
  private final Growth growth;
  private final MemoryBudget memory;
  private final PoolSettings settings;
  private final Lock lock;

  private boolean joined;
  private boolean wants;
  private long waited;
  private @Nullable Member found;

  /** An idle instance that had to go, until it is ended. */
  private @Nullable Instance victim;

  private boolean mustMeasure;

  /** A call of this version. */
  Admission(
      VersionPool pool,
      Room room,
      Growth growth,
      MemoryBudget memory,
      PoolSettings settings,
      Lock lock) {
    this.pool = pool;
    this.room = room;
    this.growth = growth;
    this.memory = memory;
    this.settings = settings;
    this.lock = lock;
  }

  /**
   * Waits for an instance, or for the right to start one.
   *
   * @param first what the first {@link #look} came to, by a caller that had the lock already
   */
  Verdict await(@Nullable Verdict first) throws InterruptedException {
    try {
      Verdict verdict = first;
      while (true) {
        if (victim != null) {
          victim.end(EndReason.EVICTED);
          victim = null;
        }
        if (verdict != null) {
          return verdict;
        }
        if (mustMeasure) {
          mustMeasure = false;
          memory.measure();
        }
        verdict = look();
      }
    } finally {
      quit();
    }
  }

  /** The idle instance that was found. */
  Member found() {
    if (found == null) {
      throw new IllegalStateException("no idle instance was found");
    }
    return found;
  }

  /** Looks once, and waits where there is nothing yet; null means to look again. */
  @Nullable Verdict look() throws InterruptedException {
    boolean goesOn = false;
    lock.lock();
    try {
      if (!joined) {
        joined = true;
        room.join(pool);
      }
      Verdict verdict = decide();
      goesOn = verdict == null;
      return verdict;
    } finally {
      if (!goesOn) {
        quit();
      }
      lock.unlock();
    }
  }

  private @Nullable Verdict decide() throws InterruptedException {
    found = room.take(pool);
    if (found != null) {
      return Verdict.REUSE;
    }
    want(growth.allows(pool.count, pool.starting, pool.most, waited));
    if (wants && memory.claimMeasurement()) {
      mustMeasure = true;
      return null;
    }
    if (wants && room.isTurnOf(pool)) {
      victim = room.isFree() ? null : room.evict();
      if (room.isFree()) {
        room.add(pool);
        return Verdict.START;
      }
      if (victim != null) {
        return null;
      }
    }
    return waitOnce();
  }

  private void want(boolean now) {
    if (now && !wants) {
      room.want(pool);
    } else if (wants && !now) {
      room.unwant(pool);
    }
    wants = now;
  }

  @SuppressWarnings("WaitNotInLoop") // the loop is in await: between two looks the lock is free
  private @Nullable Verdict waitOnce() throws InterruptedException {
    long left = settings.maxWait().toNanos() - waited;
    if (left <= 0) {
      return Verdict.TIMED_OUT;
    }
    if (waited == 0 && !room.mayWait(pool)) {
      return Verdict.CROWDED;
    }
    long step = Math.min(growth.next(pool.count, waited), left);
    if (wants && !room.fitsMemory()) {
      step = Math.min(step, MEMORY_RETRY_NANOS);
    }
    if (!wants) {
      // What woke this call may be of use to one that wants to start an instance.
      room.wakeNext();
    }
    waited += step - Math.max(0, pool.changed.awaitNanos(step));
    return null;
  }

  private void quit() {
    if (joined) {
      lock.lock();
      try {
        joined = false;
        want(false);
        room.quit(pool);
      } finally {
        lock.unlock();
      }
    }
  }
}
