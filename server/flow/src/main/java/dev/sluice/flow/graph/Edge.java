package dev.sluice.flow.graph;

/**
 * A way from one state to another.
 *
 * @param label the name of the case that takes it; empty for others
 */
public record Edge(String from, String to, Kind kind, String label) {
  /** Why it is there. */
  public enum Kind {
    /** The order of the text says it. */
    ORDER,
    /** A {@code then} says it. */
    THEN,
    /** A case of a switch says it. */
    CASE
  }
}
