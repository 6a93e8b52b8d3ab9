package dev.sluice.studio.core.log;

import dev.sluice.api.LogLine;
import java.util.Locale;

/** Levels of log lines, the least grave first. */
public enum LogLevel {
  DEBUG("All levels"),
  INFO("Info and graver"),
  WARN("Warnings and errors"),
  ERROR("Errors only");

  private final String label;

  LogLevel(String label) {
    this.label = label;
  }

  /** What the choice of this level is called. */
  public String label() {
    return label;
  }

  /** The level of a line; {@link #INFO} when the server sent one that is not known here. */
  public static LogLevel of(LogLine line) {
    for (LogLevel level : values()) {
      if (level.name().equals(line.level().toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    return INFO;
  }

  /** Whether a line is at least as grave as this. */
  boolean includes(LogLine line) {
    return of(line).compareTo(this) >= 0;
  }
}
