package dev.sluice.app.config;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the machine has. */
final class Machine {
  private Machine() {}

  /** Memory in bytes, or as much of it as the server's own control group allows. */
  static long memoryBytes() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getTotalMemorySize();
  }
}
