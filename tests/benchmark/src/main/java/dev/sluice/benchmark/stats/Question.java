package dev.sluice.benchmark.stats;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is asked of the numbers of functions. */
public enum Question {
  MINUTES("five minutes", Duration.ofMinutes(5), null, false),
  DAY("a day", Duration.ofDays(1), null, false),
  MONTH("30 days", Duration.ofDays(30), null, false),
  VERSIONS("30 days, by version", Duration.ofDays(30), "version", false),
  TOP("all functions, a day, with steps", Duration.ofDays(1), null, true);

  private final String title;
  private final Duration length;
  private final @Nullable String by;
  private final boolean ofAll;

  Question(String title, Duration length, @Nullable String by, boolean ofAll) {
    this.title = title;
    this.length = length;
    this.by = by;
    this.ofAll = ofAll;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** Up to now. */
  public Duration length() {
    return length;
  }

  /** What groups are told apart by; null for all together. */
  public @Nullable String by() {
    return by;
  }

  /** Whether of all functions, or of one. */
  public boolean ofAll() {
    return ofAll;
  }
}
