package dev.sluice.api;

import java.util.Locale;

/**
 * Whose log a line is in.
 *
 * @param name of the function, workflow or source in its namespace
 */
public record LogOwner(Kind kind, String name) {
  /** What has a log. */
  public enum Kind {
    FUNCTION(""),
    WORKFLOW("workflow:"),
    SOURCE("source:");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    /** What it is called. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A function. */
  public static LogOwner function(String name) {
    return new LogOwner(Kind.FUNCTION, name);
  }

  /** A workflow. */
  public static LogOwner workflow(String name) {
    return new LogOwner(Kind.WORKFLOW, name);
  }

  /** A source. */
  public static LogOwner source(String name) {
    return new LogOwner(Kind.SOURCE, name);
  }

  /** What {@link #toString} made. */
  public static LogOwner parse(String text) {
    for (Kind kind : new Kind[] {Kind.WORKFLOW, Kind.SOURCE}) {
      if (text.startsWith(kind.prefix)) {
        return new LogOwner(kind, text.substring(kind.prefix.length()));
      }
    }
    return function(text);
  }

  /** A function's name, or {@code workflow:NAME} or {@code source:NAME}: no name has a colon. */
  @Override
  public String toString() {
    return kind.prefix + name;
  }
}
