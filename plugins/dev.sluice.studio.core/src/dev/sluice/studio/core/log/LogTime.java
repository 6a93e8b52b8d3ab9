package dev.sluice.studio.core.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far back a log is shown. */
public enum LogTime {
  ANY("Any time", null),
  MINUTES("Last 5 minutes", Duration.ofMinutes(5)),
  HOUR("Last hour", Duration.ofHours(1)),
  DAY("Last 24 hours", Duration.ofDays(1)),
  WEEK("Last 7 days", Duration.ofDays(7));

  private final String label;
  private final @Nullable Duration length;

  LogTime(String label, @Nullable Duration length) {
    this.label = label;
    this.length = length;
  }

  /** What people read. */
  public String label() {
    return label;
  }

  /** The first moment that is shown; null for all. */
  @Nullable Instant since(Instant now) {
    return length == null ? null : now.minus(length);
  }
}
