package dev.sluice.store.rollout;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.alias;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore.DeleteAlias;
import dev.sluice.core.function.FunctionStore.DeleteVersion;
import dev.sluice.core.function.FunctionStore.SaveAlias;
import dev.sluice.core.rollout.Assessment.Reason;
import dev.sluice.core.rollout.LogEntry;
import dev.sluice.core.rollout.Numbers;
import dev.sluice.core.rollout.Plan;
import dev.sluice.core.rollout.Plan.Judgement;
import dev.sluice.core.rollout.Plan.Step;
import dev.sluice.core.rollout.Rollout;
import dev.sluice.core.rollout.RolloutStore;
import dev.sluice.core.rollout.RolloutStore.Started;
import dev.sluice.core.rollout.Side;
import dev.sluice.core.rollout.State;
import dev.sluice.core.rollout.State.Action;
import dev.sluice.store.DatabaseContract;
import dev.sluice.store.TestData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of rollouts must do. */
abstract class RolloutStoreContract extends DatabaseContract {
  private static final Plan PLAN =
      new Plan(
          List.of(new Step(0.1, Duration.ofSeconds(90)), new Step(0.5, null)),
          new Judgement(0.02, 1.5, 0.9, Duration.ofMillis(7), 30, 0.95, Plan.TooFew.WAIT),
          Duration.ofSeconds(3));
  private static final Numbers NUMBERS =
      new Numbers(new Side(100, 2, "10:60,20:40"), new Side(11, 1, "12:11"));

  private RolloutStore store;
  private FunctionRecord function;

  @Override
  protected void useStores() {
    store = database.rollouts();
  }

  @BeforeEach
  void makeFunctionWithAlias() {
    function = TestData.function(namespace, "f", Map.of());
    database.functions().insert(function);
    for (int i = 0; i < 2; i++) {
      function = TestData.published(function);
      database.functions().publish(function, TestData.version(function));
    }
    database.functions().saveAlias(alias(function.id(), "live", Map.of(1, 1.0), 1));
  }

  private Rollout rollout() {
    return rollout("live", 2, State.RUNNING, 0, Numbers.NONE, 1, fresh("r"));
  }

  private Rollout rollout(
      String alias, int canary, State state, int step, Numbers numbers, long revision, String id) {
    return new Rollout(
        id,
        namespace,
        function.id(),
        function.name(),
        alias,
        1,
        canary,
        PLAN,
        "größer '; --",
        state,
        step,
        NOW.plusSeconds(step),
        numbers,
        NOW,
        state.isOver() ? NOW.plusSeconds(9) : null,
        revision);
  }

  private Rollout next(Rollout old, State state, int step) {
    return rollout(old.alias(), 2, state, step, NUMBERS, old.revision() + 1, old.id());
  }

  private static LogEntry entry(Action action, @Nullable String by) {
    return new LogEntry(NOW, by, action, 0, 0.1, Reason.GOOD, "Gut so.", NUMBERS);
  }

  private AliasRecord shifted(Map<Integer, Double> weights, long revision) {
    return alias(function.id(), "live", weights, revision);
  }

  private Rollout started() {
    Rollout rollout = rollout();
    assertThat(
            store.start(rollout, entry(Action.STARTED, "ann"), shifted(Map.of(1, 0.9, 2, 0.1), 2)))
        .isEqualTo(Started.STARTED);
    return rollout;
  }

  private Map<Integer, Double> weights() {
    return database.functions().findAlias(function.id(), "live").orElseThrow().weights();
  }

  @Test
  void shouldShiftTheAliasWithTheStart() {
    Rollout rollout = started();

    assertThat(store.find(function.id(), rollout.id())).contains(rollout);
    assertThat(store.log(rollout.id())).containsExactly(entry(Action.STARTED, "ann"));
    assertThat(store.active()).contains(rollout);
    assertThat(weights()).isEqualTo(Map.of(1, 0.9, 2, 0.1));
  }

  @Test
  void shouldStartNothingWhereTheAliasHasChanged() {
    assertThat(
            store.start(rollout(), entry(Action.STARTED, null), shifted(Map.of(1, 0.9, 2, 0.1), 3)))
        .isEqualTo(Started.STALE);
    assertThat(store.list(function.id(), null, 9)).isEmpty();
    assertThat(weights()).isEqualTo(Map.of(1, 1.0));
  }

  @Test
  void shouldStartNothingWithVersionThatDoesNotExist() {
    assertThat(
            store.start(
                rollout("live", 7, State.RUNNING, 0, Numbers.NONE, 1, fresh("r")),
                entry(Action.STARTED, null),
                shifted(Map.of(1, 0.9, 7, 0.1), 2)))
        .isEqualTo(Started.MISSING_VERSION);
    assertThat(weights()).isEqualTo(Map.of(1, 1.0));
  }

  @Test
  void shouldHaveOneRolloutOfAnAliasAtATime() {
    Rollout first = started();

    assertThat(
            store.start(rollout(), entry(Action.STARTED, null), shifted(Map.of(1, 0.8, 2, 0.2), 3)))
        .isEqualTo(Started.ACTIVE);

    assertThat(store.list(function.id(), null, 9)).containsExactly(first);
    assertThat(weights()).isEqualTo(Map.of(1, 0.9, 2, 0.1));
  }

  @Test
  void shouldChangeWeightsStateAndLogTogether() {
    Rollout rollout = started();
    Rollout further = next(rollout, State.WAITING, 1);

    assertThat(
            store.apply(further, entry(Action.ADVANCED, null), shifted(Map.of(1, 0.5, 2, 0.5), 3)))
        .isTrue();

    assertThat(store.find(function.id(), rollout.id())).contains(further);
    assertThat(weights()).isEqualTo(Map.of(1, 0.5, 2, 0.5));
    assertThat(store.log(rollout.id()))
        .containsExactly(entry(Action.STARTED, "ann"), entry(Action.ADVANCED, null));
  }

  @Test
  void shouldChangeNothingWhereSomebodyWasFaster() {
    Rollout rollout = started();
    Rollout held = next(rollout, State.HELD, 0);
    assertThat(store.apply(held, entry(Action.HELD, "ann"), null)).isTrue();

    assertThat(
            store.apply(
                next(rollout, State.PROMOTED, 0),
                entry(Action.PROMOTED, null),
                shifted(Map.of(2, 1.0), 3)))
        .as("the rollout has another revision")
        .isFalse();
    assertThat(
            store.apply(
                next(held, State.PROMOTED, 0),
                entry(Action.PROMOTED, null),
                shifted(Map.of(2, 1.0), 7)))
        .as("the alias has another revision")
        .isFalse();

    assertThat(store.find(function.id(), rollout.id())).contains(held);
    assertThat(store.log(rollout.id())).hasSize(2);
    assertThat(weights()).isEqualTo(Map.of(1, 0.9, 2, 0.1));
  }

  @Test
  void shouldChangeNothingThatIsOver() {
    Rollout rollout = started();
    Rollout over = next(rollout, State.ROLLED_BACK, 0);
    assertThat(store.apply(over, entry(Action.ROLLED_BACK, null), shifted(Map.of(1, 1.0), 3)))
        .isTrue();

    assertThat(store.apply(next(over, State.HELD, 0), entry(Action.HELD, null), null)).isFalse();

    assertThat(store.find(function.id(), rollout.id())).contains(over);
    assertThat(store.active()).doesNotContain(over);
  }

  @Test
  void shouldLetNobodyElseChangeTheAliasUntilItIsOver() {
    Rollout rollout = started();

    assertThat(database.functions().saveAlias(shifted(Map.of(1, 1.0), 3)))
        .isEqualTo(SaveAlias.IN_ROLLOUT);
    assertThat(database.functions().deleteAlias(function.id(), "live", 2))
        .isEqualTo(DeleteAlias.IN_ROLLOUT);
    assertThat(database.functions().deleteVersion(function.id(), 2))
        .isEqualTo(DeleteVersion.IN_USE);

    store.apply(
        next(rollout, State.PROMOTED, 0), entry(Action.PROMOTED, null), shifted(Map.of(2, 1.0), 3));
    assertThat(database.functions().saveAlias(shifted(Map.of(1, 1.0), 4)))
        .isEqualTo(SaveAlias.SAVED);
  }

  @Test
  void shouldKeepNumbersOfTheSameRevisionOnly() {
    Rollout rollout = started();

    store.keep(rollout.id(), 1, NUMBERS);
    store.keep(rollout.id(), 2, Numbers.NONE);

    assertThat(store.find(function.id(), rollout.id()).map(Rollout::numbers)).contains(NUMBERS);
  }

  @Test
  void shouldGoWithItsFunction() {
    Rollout rollout = started();

    assertThat(database.functions().delete(function.id(), function.revision())).isTrue();

    assertThat(store.find(function.id(), rollout.id())).isEmpty();
    assertThat(store.log(rollout.id())).isEmpty();
    assertThat(store.apply(next(rollout, State.HELD, 0), entry(Action.HELD, null), null)).isFalse();
    assertThat(
            store.start(rollout(), entry(Action.STARTED, null), shifted(Map.of(1, 0.9, 2, 0.1), 3)))
        .isEqualTo(Started.STALE);
  }

  @Test
  void shouldListTheNewestFirstAndKeepSoMany() {
    long revision = 2;
    String newest = "";
    for (int i = 0; i < RolloutStore.KEPT + 3; i++) {
      Rollout rollout =
          rollout(
              "live", 2, State.RUNNING, 0, Numbers.NONE, 1, String.format("r%s%04d", namespace, i));
      newest = rollout.id();
      store.start(
          rollout, entry(Action.STARTED, null), shifted(Map.of(1, 0.9, 2, 0.1), revision++));
      store.apply(
          next(rollout, State.ROLLED_BACK, 0),
          entry(Action.ROLLED_BACK, null),
          shifted(Map.of(1, 1.0), revision++));
    }

    List<Rollout> all = store.list(function.id(), null, 1_000);
    assertThat(all).hasSize(RolloutStore.KEPT + 1);
    assertThat(all.get(0).id()).isEqualTo(newest);
    assertThat(store.list(function.id(), all.get(1).id(), 2))
        .containsExactly(all.get(2), all.get(3));
  }
}
