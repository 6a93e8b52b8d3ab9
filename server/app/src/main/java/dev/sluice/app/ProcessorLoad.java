package dev.sluice.app;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.core.invocation.pool.HostLoad;
import java.lang.management.ManagementFactory;

/**
 * How busy the processors were, from the difference of two looks at the system's counters; a look
 * serves everybody who asks within a moment. Thread-safe.
 */
final class ProcessorLoad implements HostLoad {
  private static final long MOMENT_NANOS = 50_000_000;
  private static final double BUSY = 0.9;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final int processors = Runtime.getRuntime().availableProcessors();
  private long lookedAt = System.nanoTime() - MOMENT_NANOS;
  private boolean saturated;

  @Override
  public int processors() {
    return processors;
  }

  @Override
  public synchronized boolean saturated() {
    long now = System.nanoTime();
    if (now - lookedAt >= MOMENT_NANOS) {
      lookedAt = now;
      saturated = system.getCpuLoad() >= BUSY;
    }
    return saturated;
  }
}
