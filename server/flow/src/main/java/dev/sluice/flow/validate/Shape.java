package dev.sluice.flow.validate;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.Node;

/** What may stand in one place. Stateless; thread-safe. */
interface Shape {
  /**
   * Tells what is wrong.
   *
   * @param node no alias
   */
  void check(Node node, Path path, Report report);
}
