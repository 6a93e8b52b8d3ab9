package dev.sluice.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be measured for itself. */
enum Part {
  WARM,
  MEMORY,
  COLD,
  NEIGHBOURS,
  BURST,
  ASYNC,
  SOURCES,
  SCHEDULES,
  WORKFLOWS,
  LOGS,
  STATS;

  /** The one with this name on the command line; null when there is none. */
  static @Nullable Part named(String name) {
    return Arrays.stream(values())
        .filter(part -> part.title().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** All names, for people. */
  static String names() {
    return Arrays.stream(values()).map(Part::title).collect(Collectors.joining(", "));
  }

  private String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
