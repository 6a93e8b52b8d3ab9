package dev.sluice.studio.core.stats;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far charts look back. */
public enum TimeRange {
  /** Counted by Studio itself, from what the server tells live. */
  LIVE("Last 5 minutes, live", Duration.ofMinutes(5), null, Duration.ofSeconds(1)),
  HOUR("Last hour", Duration.ofHours(1), "1m", Duration.ofSeconds(15)),
  HOURS_6("Last 6 hours", Duration.ofHours(6), "5m", Duration.ofMinutes(1)),
  DAY("Last 24 hours", Duration.ofDays(1), "15m", Duration.ofMinutes(1)),
  WEEK("Last 7 days", Duration.ofDays(7), "2h", Duration.ofMinutes(5)),
  MONTH("Last 30 days", Duration.ofDays(30), "6h", Duration.ofMinutes(5));

  private final String label;
  private final Duration length;
  private final @Nullable String step;
  private final Duration refresh;

  TimeRange(String label, Duration length, @Nullable String step, Duration refresh) {
    this.label = label;
    this.length = length;
    this.step = step;
    this.refresh = refresh;
  }

  /** What people read. */
  public String label() {
    return label;
  }

  /** From its begin to now. */
  public Duration length() {
    return length;
  }

  /** The step that the server is asked for, like {@code 5m}; null where it is not asked. */
  public @Nullable String step() {
    return step;
  }

  /** How often charts are made anew. */
  public Duration refresh() {
    return refresh;
  }
}
