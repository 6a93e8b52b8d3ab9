package dev.sluice.flow.task;

import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.ScalarNode;
import org.jspecify.annotations.Nullable;

/**
 * A place where a document says what comes next.
 *
 * @param node the target's text
 * @param path of the target
 * @param map whose {@code then} it is: a task's or a case's
 * @param caseKey the name of the case that it belongs to; null for the task's own
 */
public record Transition(ScalarNode node, Path path, MapNode map, @Nullable ScalarNode caseKey) {
  /** A task's name, or a directive. */
  public String target() {
    return node.value();
  }

  /** Whether it names no task. */
  public boolean isDirective() {
    return Transitions.isDirective(target());
  }
}
