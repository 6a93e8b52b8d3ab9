package dev.sluice.core.invocation.pool;

/**
 * Decides whether one more instance pays. The first is started at once, and more as soon as calls
 * have waited for longer than the patience. Where all processors are busy, another process would
 * only take turns with those that there are: then calls wait for the longer the more instances
 * there are for each processor, so that calls which themselves wait for something else still get
 * theirs, and short ones settle at a handful. Thread-safe.
 */
final class Growth {
  /** At one instance for each processor. */
  private static final int PATIENCES_WHEN_SATURATED = 12;

  /** Until the next look at processors that were all busy. Who looks loses its turn. */
  private static final int PATIENCES_BETWEEN_LOOKS = 4;

  private final long patience;
  private final HostLoad load;

  Growth(PoolSettings settings, HostLoad load) {
    this.patience = settings.patience().toNanos();
    this.load = load;
  }

  /**
   * Whether a call that finds no idle instance starts one.
   *
   * @param count instances that there are, those that are starting among them
   * @param starting how many are starting: more starts than processors only slow each other down
   * @param most how many there may be
   * @param waited nanoseconds that the call has waited
   */
  boolean allows(int count, int starting, int most, long waited) {
    if (count == 0) {
      return true;
    }
    return count < most
        && starting < load.processors()
        && waited >= patience
        && (waited >= whenCrowded(count) || !crowded(count));
  }

  /** Whether another instance would only take turns with those that there are. */
  private boolean crowded(int count) {
    return count >= load.processors() && load.saturated();
  }

  private long whenCrowded(int count) {
    return PATIENCES_WHEN_SATURATED * patience * count / load.processors();
  }

  /**
   * How many nanoseconds from now a call that has waited for so long asks again.
   *
   * @param count as for {@link #allows}
   */
  long next(int count, long waited) {
    if (crowded(count)) {
      return Math.max(PATIENCES_BETWEEN_LOOKS * patience, waited);
    }
    return waited < patience ? patience - waited : waited;
  }
}
