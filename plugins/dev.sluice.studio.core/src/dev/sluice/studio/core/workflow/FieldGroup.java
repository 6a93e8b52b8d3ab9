package dev.sluice.studio.core.workflow;

import java.util.List;

/**
 * Fields that belong together.
 *
 * @param actions what can be done to the group as a whole
 */
public record FieldGroup(String title, List<Field> fields, List<Action> actions) {
  public FieldGroup {
    fields = List.copyOf(fields);
    actions = List.copyOf(actions);
  }

  /** Something that a button does. */
  public record Action(String label, Runnable run) {}
}
