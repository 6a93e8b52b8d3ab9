package dev.sluice.core.invocation.pool;

/**
 * Decides whether one more instance pays. The first is started at once, and more as soon as calls
 * have waited for longer than the patience. Where all processors are busy, another process would
 * only take turns with those that there are: then calls wait for several times as long, so that
 * calls which themselves wait for something else still get their instances. Thread-safe.
 */
final class Growth {
  private static final int PATIENCES_WHEN_SATURATED = 12;

  private final PoolSettings settings;
  private final HostLoad load;

  Growth(PoolSettings settings, HostLoad load) {
    this.settings = settings;
    this.load = load;
  }

  /**
   * Whether a call that finds no idle instance starts one.
   *
   * @param count instances that there are, those that are starting among them
   * @param starting how many are starting: more starts than processors only slow each other down
   * @param waited nanoseconds that the call has waited
   */
  boolean allows(int count, int starting, long waited) {
    if (count == 0) {
      return true;
    }
    long patience = settings.patience().toNanos();
    return count < settings.maxPerVersion()
        && starting < load.processors()
        && waited >= patience
        && (count < load.processors()
            || waited >= PATIENCES_WHEN_SATURATED * patience
            || !load.saturated());
  }

  /** How many nanoseconds from now a call that has waited for so long asks again. */
  long next(long waited) {
    long patience = settings.patience().toNanos();
    return waited < patience ? patience - waited : waited;
  }
}
