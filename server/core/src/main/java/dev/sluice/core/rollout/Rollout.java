package dev.sluice.core.rollout;

import dev.sluice.core.rollout.Plan.Step;
import dev.sluice.core.rollout.State.Action;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it stands.
 *
 * @param id grows with time
 * @param stable the version that the alias pointed to
 * @param canary the version that is to take over
 * @param step the step it is in, counted from 0
 * @param stepBeganAt since when numbers are counted
 * @param numbers as they were last stored
 * @param endedAt null until it is over
 * @param revision 1 at first, one more with each action; as many entries are in its log
 */
public record Rollout(
    String id,
    String namespace,
    String functionId,
    String function,
    String alias,
    int stable,
    int canary,
    Plan plan,
    String description,
    State state,
    int step,
    Instant stepBeganAt,
    Numbers numbers,
    Instant createdAt,
    @Nullable Instant endedAt,
    long revision) {

  /** The canary's share of the traffic now. */
  public double weight() {
    return switch (state) {
      case PROMOTED -> 1;
      case ROLLED_BACK -> 0;
      case RUNNING, WAITING, HELD -> plan.steps().get(step).weight();
    };
  }

  /** The same with these numbers. */
  Rollout with(Numbers counted) {
    return new Rollout(
        id,
        namespace,
        functionId,
        function,
        alias,
        stable,
        canary,
        plan,
        description,
        state,
        step,
        stepBeganAt,
        counted,
        createdAt,
        endedAt,
        revision);
  }

  /** Whether the step it is in is the last one. */
  boolean isInLastStep() {
    return step == plan.steps().size() - 1;
  }

  /** The same after an action, which its state takes. A hold leaves the step as it is. */
  Rollout after(Action action, Numbers counted, Instant now) {
    int next = action == Action.ADVANCED ? step + 1 : step;
    Step then = plan.steps().get(next);
    State becomes = State.after(action, then.isManual());
    boolean begins = action == Action.ADVANCED || action == Action.RESUMED;
    return new Rollout(
        id,
        namespace,
        functionId,
        function,
        alias,
        stable,
        canary,
        plan,
        description,
        becomes,
        next,
        begins ? now : stepBeganAt,
        begins ? Numbers.NONE : counted,
        createdAt,
        becomes.isOver() ? now : null,
        revision + 1);
  }
}
