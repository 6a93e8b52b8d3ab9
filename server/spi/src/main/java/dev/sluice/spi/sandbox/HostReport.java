package dev.sluice.spi.sandbox;

import java.util.List;

/**
 * What the host enforces.
 *
 * @param isolation {@code bubblewrap} or {@code process}
 * @param limits how memory and processes are limited: {@code cgroup-v1}, {@code cgroup-v2} or
 *     {@code rlimit}
 * @param warnings what cannot be enforced here, one sentence each with what to do
 */
public record HostReport(String isolation, String limits, List<String> warnings) {
  public HostReport {
    warnings = List.copyOf(warnings);
  }
}
