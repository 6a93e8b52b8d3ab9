package dev.sluice.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.rollout.State.Action;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateTest {
  /** The whole table, written once more by hand. */
  private static final Map<State, Set<Action>> EXPECTED =
      new EnumMap<>(
          Map.of(
              State.RUNNING,
              EnumSet.of(Action.ADVANCED, Action.HELD, Action.PROMOTED, Action.ROLLED_BACK),
              State.WAITING,
              EnumSet.of(Action.ADVANCED, Action.HELD, Action.PROMOTED, Action.ROLLED_BACK),
              State.HELD,
              EnumSet.of(Action.ADVANCED, Action.RESUMED, Action.PROMOTED, Action.ROLLED_BACK),
              State.PROMOTED,
              EnumSet.noneOf(Action.class),
              State.ROLLED_BACK,
              EnumSet.noneOf(Action.class)));

  @Test
  void shouldTakeWhatTheTableSaysAndNothingElse() {
    for (State state : State.values()) {
      for (Action action : Action.values()) {
        assertThat(state.takes(action))
            .as("%s in %s", action, state)
            .isEqualTo(EXPECTED.get(state).contains(action));
      }
    }
  }

  @Test
  void shouldBeOverOncePromotedOrRolledBack() {
    assertThat(State.values())
        .filteredOn(State::isOver)
        .containsExactly(State.PROMOTED, State.ROLLED_BACK);
  }

  @Test
  void shouldWaitInManualStepsOnly() {
    for (Action action : EnumSet.of(Action.STARTED, Action.ADVANCED, Action.RESUMED)) {
      assertThat(State.after(action, true)).isEqualTo(State.WAITING);
      assertThat(State.after(action, false)).isEqualTo(State.RUNNING);
    }
    assertThat(State.after(Action.HELD, true)).isEqualTo(State.HELD);
    assertThat(State.after(Action.PROMOTED, false)).isEqualTo(State.PROMOTED);
    assertThat(State.after(Action.ROLLED_BACK, false)).isEqualTo(State.ROLLED_BACK);
  }
}
