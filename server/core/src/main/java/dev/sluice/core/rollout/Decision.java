package dev.sluice.core.rollout;

import dev.sluice.core.rollout.Assessment.Reason;
import dev.sluice.core.rollout.Assessment.Verdict;
import dev.sluice.core.rollout.Plan.Step;
import dev.sluice.core.rollout.State.Action;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the server does next with a rollout.
 *
 * @param action null to leave it as it is
 * @param text why, one sentence
 */
public record Decision(@Nullable Action action, Reason reason, String text) {

  /**
   * Decides by what is given, and by nothing else. A canary that is shown to be bad is rolled back
   * in every state, since it serves callers in every state; nothing else moves a rollout that waits
   * for a person.
   *
   * @param step the step it is in, counted from 0
   * @param began when the step began
   * @param numbers since then
   */
  public static Decision decide(
      Plan plan, State state, int step, Instant began, Numbers numbers, Instant now) {
    Assessment assessment = Assessment.of(plan.judgement(), numbers);
    return new Decision(
        action(plan, state, step, began, assessment.verdict(), now),
        assessment.reason(),
        assessment.text());
  }

  private static @Nullable Action action(
      Plan plan, State state, int step, Instant began, Verdict verdict, Instant now) {
    if (state.isOver()) {
      return null;
    }
    if (verdict == Verdict.BAD) {
      return Action.ROLLED_BACK;
    }
    Step current = plan.steps().get(step);
    Duration duration = current.duration();
    if (state != State.RUNNING || duration == null || now.isBefore(began.plus(duration))) {
      return null;
    }
    if (verdict == Verdict.GOOD) {
      return step == plan.steps().size() - 1 ? Action.PROMOTED : Action.ADVANCED;
    }
    return plan.judgement().tooFew() == Plan.TooFew.HOLD ? Action.HELD : null;
  }
}
