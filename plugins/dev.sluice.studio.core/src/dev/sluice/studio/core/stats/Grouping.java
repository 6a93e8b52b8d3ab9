package dev.sluice.studio.core.stats;

import org.jspecify.annotations.Nullable;

/** What charts tell apart. */
public enum Grouping {
  NOTHING("All together", null),
  VERSION("By version", "version"),
  /** What callers asked for. */
  ALIAS("By alias", "alias"),
  /** Of several functions each by itself. */
  FUNCTION("By function", null);

  private final String label;
  private final @Nullable String word;

  Grouping(String label, @Nullable String word) {
    this.label = label;
    this.word = word;
  }

  /** What people read. */
  public String label() {
    return label;
  }

  /** The server's word for it; null where there is none. */
  @Nullable String word() {
    return word;
  }
}
