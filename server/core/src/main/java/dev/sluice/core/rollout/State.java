package dev.sluice.core.rollout;

import java.util.Map;
import java.util.Set;

/** How a rollout stands. */
public enum State {
  /** The server goes on by itself. */
  RUNNING,
  /** In a manual step: somebody has to promote. */
  WAITING,
  /** It does not go on until somebody resumes or promotes. */
  HELD,
  /** Over: the alias points to the canary. */
  PROMOTED,
  /** Over: the alias points to the stable version. */
  ROLLED_BACK;

  private static final Set<Action> MOVING =
      Set.of(Action.ADVANCED, Action.HELD, Action.PROMOTED, Action.ROLLED_BACK);

  private static final Map<State, Set<Action>> TABLE =
      Map.of(
          RUNNING,
          MOVING,
          WAITING,
          MOVING,
          HELD,
          Set.of(Action.ADVANCED, Action.RESUMED, Action.PROMOTED, Action.ROLLED_BACK),
          PROMOTED,
          Set.of(),
          ROLLED_BACK,
          Set.of());

  /** What can happen to a rollout. */
  public enum Action {
    STARTED,
    /** The next step began. */
    ADVANCED,
    HELD,
    /** The same step began once more. */
    RESUMED,
    PROMOTED,
    ROLLED_BACK
  }

  /** Whether nothing more happens. */
  public boolean isOver() {
    return TABLE.getOrDefault(this, Set.of()).isEmpty();
  }

  /** Whether this can happen now. */
  public boolean takes(Action action) {
    return TABLE.getOrDefault(this, Set.of()).contains(action);
  }

  /**
   * The state after an action.
   *
   * @param manual whether the step that it is in then is manual
   */
  public static State after(Action action, boolean manual) {
    return switch (action) {
      case STARTED, ADVANCED, RESUMED -> manual ? WAITING : RUNNING;
      case HELD -> HELD;
      case PROMOTED -> PROMOTED;
      case ROLLED_BACK -> ROLLED_BACK;
    };
  }
}
