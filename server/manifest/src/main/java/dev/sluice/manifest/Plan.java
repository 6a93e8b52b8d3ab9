package dev.sluice.manifest;

import dev.sluice.manifest.Change.Action;
import java.util.List;

/**
 * What an apply does, in order.
 *
 * @param left functions and other things of this manifest that are in it no longer, and stay
 */
public record Plan(String name, List<Step> steps, List<String> left) {
  /** Steps that do something. */
  public List<Step> work() {
    return steps.stream().filter(step -> !step.change().isNothing()).toList();
  }

  /** How many things this happens to. */
  public long count(Action action) {
    return steps.stream().filter(step -> step.change().action() == action).count();
  }
}
