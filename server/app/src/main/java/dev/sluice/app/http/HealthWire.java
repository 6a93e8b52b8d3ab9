package dev.sluice.app.http;

import dev.sluice.api.HealthCheck;
import dev.sluice.spi.sandbox.HostCheck;
import java.util.List;
import java.util.Locale;

/** What was found on the host, as the wire shows it. */
public final class HealthWire {
  private HealthWire() {}

  /** The checks in their order. */
  public static List<HealthCheck> checks(List<HostCheck> checks) {
    return checks.stream()
        .map(
            check ->
                new HealthCheck(
                    check.name(),
                    check.state().name().toLowerCase(Locale.ROOT),
                    check.detail(),
                    check.fix()))
        .toList();
  }
}
