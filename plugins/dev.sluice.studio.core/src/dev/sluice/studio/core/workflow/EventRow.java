package dev.sluice.studio.core.workflow;

import java.util.List;

/**
 * A row of the tree of what an event state waits for.
 *
 * @param id stays the same while others change
 * @param parent the id of the row above it; empty for none
 * @param place keys and indexes from the task on
 * @param label what it is
 * @param value what it says; what it is where that is in the rows below it
 */
public record EventRow(
    String id, String parent, Kind kind, List<String> place, String label, String value) {
  /** What kind of row it is. */
  public enum Kind {
    /** The groups of events below it, of which the first that is complete goes on. */
    GROUPS,
    /** One, any or all of the events below it, under the group's name. */
    GROUP,
    /** One, any or all of the events below it. */
    STRATEGY,
    /** An event, with its filters and correlation keys below it. */
    EVENT,
    /** An attribute that an event has. */
    FILTER,
    /** A key by which an event belongs to an execution. */
    CORRELATION,
    /** Where the key is in the event. */
    FROM,
    /** What the key is to be. */
    EXPECT,
    /** The condition that ends the taking of events. */
    UNTIL
  }

  /** What the values of a strategy are called, in the order of one, any, all. */
  public static final List<String> STRATEGIES =
      List.of("one event", "any of these events", "all of these events");

  /** As the text says them, in the same order. */
  static final List<String> WORDS = List.of("one", "any", "all");

  public EventRow {
    place = List.copyOf(place);
  }

  /** Whether it has a value that can be changed. */
  public boolean hasValue() {
    return kind != Kind.EVENT && kind != Kind.CORRELATION && kind != Kind.GROUPS;
  }

  /** Whether it has a name that can be changed. */
  public boolean hasName() {
    return kind == Kind.FILTER || kind == Kind.CORRELATION || kind == Kind.GROUP;
  }

  /** Whether its value is one of {@link #STRATEGIES}. */
  public boolean isStrategy() {
    return kind == Kind.STRATEGY || kind == Kind.GROUP;
  }

  /** Its key in the text. */
  public String key() {
    return place.get(keyIndex());
  }

  /** Where the key is in its place: what a group waits for is below its name. */
  int keyIndex() {
    return place.size() - (kind == Kind.GROUP ? 3 : 1);
  }

  Field.Kind fieldKind() {
    return switch (kind) {
      case FROM, UNTIL -> Field.Kind.EXPRESSION;
      default -> Field.Kind.MIXED;
    };
  }

  /** As it is written: {@code any}. */
  static String strategy(String words) {
    int index = STRATEGIES.indexOf(words);
    return index < 0 ? words : WORDS.get(index);
  }

  /** As it is said. */
  static String words(String strategy) {
    int index = WORDS.indexOf(strategy);
    return index < 0 ? "" : STRATEGIES.get(index);
  }
}
