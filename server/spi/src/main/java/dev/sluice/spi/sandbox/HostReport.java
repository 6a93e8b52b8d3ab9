package dev.sluice.spi.sandbox;

import java.util.List;

/**
 * What the host enforces.
 *
 * @param isolation {@code bubblewrap} or {@code process}
 * @param limits how memory and processes are limited: {@code cgroup-v1}, {@code cgroup-v2} or
 *     {@code rlimit}
 * @param checks all that was looked for, in the order in which an operator would put it right
 */
public record HostReport(String isolation, String limits, List<HostCheck> checks) {
  public HostReport {
    checks = List.copyOf(checks);
  }

  /** What cannot be enforced here, one sentence each with what to do. */
  public List<String> warnings() {
    return checks.stream()
        .filter(check -> check.state() != HostCheck.State.OK)
        .map(HostCheck::sentence)
        .toList();
  }
}
