package dev.sluice.app.cli.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sluice.manifest.Change;
import dev.sluice.manifest.Change.Action;
import dev.sluice.manifest.Plan;
import dev.sluice.manifest.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a plan, as {@code --output json} tells it.
 *
 * @param manifest its name
 * @param counts how many things there are of each action
 * @param left functions and other things that only {@code --prune} would delete
 * @param error why it stopped, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(
    String manifest,
    boolean dryRun,
    Map<Action, Long> counts,
    List<Line> changes,
    List<String> left,
    @Nullable Failure error) {

  /**
   * Why it stopped.
   *
   * @param code of the API's error, or {@code unreachable}
   */
  record Failure(String code, String sentence) {}

  /** How far a change came. */
  enum State {
    planned,
    unchanged,
    done,
    failed
  }

  /** A change and how far it came. */
  record Line(@JsonUnwrapped Change change, State state) {}

  /**
   * After so many steps of its work.
   *
   * @param error of the step after these, or null
   */
  static Outcome of(Plan plan, boolean dryRun, int done, @Nullable Failure error) {
    List<Line> lines = new ArrayList<>();
    int worked = 0;
    for (Step step : plan.steps()) {
      State state = State.unchanged;
      if (!step.change().isNothing()) {
        boolean failed = worked == done && error != null;
        state = worked < done ? State.done : failed ? State.failed : State.planned;
        worked++;
      }
      lines.add(new Line(step.change(), state));
    }
    Map<Action, Long> counts = new TreeMap<>();
    for (Action action : Action.values()) {
      counts.put(action, plan.count(action));
    }
    return new Outcome(plan.name(), dryRun, counts, lines, plan.left(), error);
  }
}
