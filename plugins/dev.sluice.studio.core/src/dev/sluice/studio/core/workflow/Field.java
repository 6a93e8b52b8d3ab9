package dev.sluice.studio.core.workflow;

import java.util.List;

/**
 * Something of a state that a form shows.
 *
 * @param place keys and indexes from the task on
 * @param value as it is typed; empty where it is not there
 * @param choices values to choose from; others can be typed where there are none
 * @param help what it is for, in a few words
 */
public record Field(
    String label, Kind kind, List<String> place, String value, List<String> choices, String help) {
  /** How a field is typed and checked. */
  public enum Kind {
    /** Plain text. */
    TEXT,
    /** A jq expression, with <code>${ }</code> around it or without. */
    EXPRESSION,
    /** Text, or an expression in <code>${ }</code>. */
    MIXED,
    /** Any value, as YAML or JSON. */
    VALUE,
    /** A number. */
    NUMBER,
    /** Yes or no. */
    FLAG,
    /** One of the choices. */
    CHOICE,
    /** A target of a transition: one of the choices. */
    TARGET
  }

  public Field {
    place = List.copyOf(place);
    choices = List.copyOf(choices);
  }

  /** Its name for those that look for it: {@code switch.0.large.when}. */
  public String id() {
    return String.join(".", place);
  }
}
