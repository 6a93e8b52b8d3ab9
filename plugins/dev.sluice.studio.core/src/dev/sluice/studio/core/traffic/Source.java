package dev.sluice.studio.core.traffic;

import dev.sluice.api.InvocationInfo;
import dev.sluice.studio.core.wiring.Wiring;
import org.jspecify.annotations.Nullable;

/**
 * Where invocations come from.
 *
 * @param name of the source of events, or of the association; else what it is
 */
public record Source(Kind kind, String name) {
  private static final String JOB = "job:";

  /** What it is. */
  public enum Kind {
    HTTP("called over HTTP, and the answer awaited"),
    ASYNC("called over HTTP, and nobody waits"),
    ASSOCIATION("events of an association"),
    FUNCTION("called by other functions"),
    WORKFLOW("called by workflows"),
    JOB("tasks of batch jobs"),
    REPLAY("repeated by hand"),
    EVENTS("POST /v1/events"),
    SCHEDULE("a schedule"),
    SOURCE("a source of events"),
    ANY("every event of the namespace"),
    OTHER("");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people; empty where there is nothing to say. */
    public String words() {
      return words;
    }
  }

  /** Where an invocation comes from, by its record. */
  public static Source of(InvocationInfo info) {
    String trigger = info.trigger();
    String association = AssociationSplit.of(trigger);
    if (association != null) {
      return new Source(Kind.ASSOCIATION, association);
    }
    if (trigger.startsWith(JOB)) {
      return new Source(Kind.JOB, "Jobs");
    }
    return switch (trigger) {
      case "http" ->
          info.attempts() == null
              ? new Source(Kind.HTTP, "HTTP")
              : new Source(Kind.ASYNC, "HTTP async");
      case "function" -> new Source(Kind.FUNCTION, "Functions");
      case "workflow" -> new Source(Kind.WORKFLOW, "Workflows");
      case "replay" -> new Source(Kind.REPLAY, "Replays");
      default -> new Source(Kind.OTHER, trigger);
    };
  }

  /**
   * A source of events.
   *
   * @param kind of its definition; null where it has none
   */
  static Source ofEvents(String name, @Nullable String kind) {
    if (name.equals(Wiring.EVENTS)) {
      return new Source(Kind.EVENTS, name);
    }
    return new Source("schedule".equals(kind) ? Kind.SCHEDULE : Kind.SOURCE, name);
  }

  /** All sources of the namespace together. */
  static Source any() {
    return new Source(Kind.ANY, "Any source");
  }

  /** The rest of a long list. */
  static Source others(int count) {
    return new Source(Kind.OTHER, count + " others");
  }
}
