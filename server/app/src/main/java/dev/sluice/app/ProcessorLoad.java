package dev.sluice.app;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.core.invocation.pool.HostLoad;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How busy the processors were, from the difference of two looks at the system's counters; a look
 * serves everybody who asks within a moment. Thread-safe.
 */
final class ProcessorLoad implements HostLoad {
  private static final long MOMENT_NANOS = 50_000_000;
  private static final long STALE_NANOS = 4 * MOMENT_NANOS;

  /**
   * With less than this of a processor idle there is nothing to gain. A moment has few of the
   * system's ticks: a single idle one must not look like room.
   */
  private static final double SPARE_PROCESSORS = 0.5;

  private final DoubleSupplier share;
  private final LongSupplier clock;
  private final int processors;
  private long lookedAt;
  private boolean saturated;

  /** The load of this machine. */
  ProcessorLoad() {
    this(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getCpuLoad,
        System::nanoTime,
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * A load by other counters.
   *
   * @param share how much of the processors' time was used since the last look, 0 to 1
   * @param clock nanoseconds
   * @param processors how many there are
   */
  ProcessorLoad(DoubleSupplier share, LongSupplier clock, int processors) {
    this.share = share;
    this.clock = clock;
    this.processors = processors;
    this.lookedAt = clock.getAsLong() - STALE_NANOS;
  }

  @Override
  public int processors() {
    return processors;
  }

  @Override
  public synchronized boolean saturated() {
    long now = clock.getAsLong();
    long since = now - lookedAt;
    if (since >= MOMENT_NANOS) {
      lookedAt = now;
      // Asked also where the answer is too old to count: the next difference begins here.
      boolean busy = (1 - share.getAsDouble()) * processors < SPARE_PROCESSORS;
      // After a quiet time the difference says nothing of the last moment. A burst that found the
      // processors idle then would start instances until the next look, and they would stay.
      saturated = busy || since >= STALE_NANOS;
    }
    return saturated;
  }
}
