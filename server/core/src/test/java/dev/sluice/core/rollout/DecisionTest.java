package dev.sluice.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.rollout.Assessment.Reason;
import dev.sluice.core.rollout.Plan.Judgement;
import dev.sluice.core.rollout.Plan.Step;
import dev.sluice.core.rollout.Plan.TooFew;
import dev.sluice.core.rollout.State.Action;
import dev.sluice.core.stats.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant EARLY = BEGAN.plusSeconds(59);
  private static final Instant END = BEGAN.plusSeconds(60);
  private static final Judgement USUAL =
      new Judgement(0.01, 2, 0.95, Duration.ofMillis(20), 50, 0.99, TooFew.HOLD);
  private static final Plan PLAN =
      plan(USUAL, new Step(0.1, Duration.ofMinutes(1)), new Step(0.5, Duration.ofMinutes(1)));

  private static Plan plan(Judgement judgement, Step... steps) {
    return new Plan(List.of(steps), judgement, Duration.ofSeconds(5));
  }

  private static Side side(long invocations, long errors, int millis) {
    return new Side(invocations, errors, durations(invocations, millis));
  }

  private static String durations(long count, int millis) {
    Histogram histogram = new Histogram();
    for (long i = 0; i < count; i++) {
      histogram.add(Duration.ofMillis(millis));
    }
    return histogram.text();
  }

  private static Decision running(int step, Instant now, Side stable, Side canary) {
    return Decision.decide(PLAN, State.RUNNING, step, BEGAN, new Numbers(stable, canary), now);
  }

  private static void assertThatIs(Decision decision, @Nullable Action action, Reason reason) {
    assertThat(decision.action()).as(decision.text()).isEqualTo(action);
    assertThat(decision.reason()).as(decision.text()).isEqualTo(reason);
    assertThat(decision.text()).endsWith(".").doesNotContain("NaN");
  }

  @Test
  void shouldLeaveGoodCanaryAloneUntilItsStepEnds() {
    assertThatIs(running(0, EARLY, side(500, 0, 10), side(60, 0, 10)), null, Reason.GOOD);
  }

  @Test
  void shouldGoOnWithGoodCanaryAtTheEndOfTheStep() {
    assertThatIs(running(0, END, side(500, 0, 10), side(60, 0, 10)), Action.ADVANCED, Reason.GOOD);
  }

  @Test
  void shouldPromoteGoodCanaryAtTheEndOfTheLastStep() {
    assertThatIs(running(1, END, side(500, 2, 10), side(500, 1, 10)), Action.PROMOTED, Reason.GOOD);
  }

  @Test
  void shouldRollBackCanaryThatFailsMoreWithoutWaitingForTheEnd() {
    assertThatIs(
        running(0, BEGAN, side(500, 0, 10), side(50, 20, 10)), Action.ROLLED_BACK, Reason.ERRORS);
  }

  @Test
  void shouldRollBackCanaryThatIsSlowerWithoutWaitingForTheEnd() {
    assertThatIs(
        running(0, BEGAN, side(500, 0, 100), side(400, 0, 500)),
        Action.ROLLED_BACK,
        Reason.LATENCY);
  }

  @Test
  void shouldHoldCanaryWhoseErrorsMayBeChance() {
    assertThatIs(running(0, END, side(500, 0, 10), side(60, 1, 10)), Action.HELD, Reason.ERRORS);
  }

  @Test
  void shouldHoldAtTheEndOfAStepWithTooFewSamplesOfEither() {
    assertThatIs(
        running(0, END, side(500, 0, 10), side(49, 0, 10)), Action.HELD, Reason.TOO_FEW_SAMPLES);
    assertThatIs(
        running(0, END, side(49, 0, 10), side(500, 0, 10)), Action.HELD, Reason.TOO_FEW_SAMPLES);
    assertThatIs(running(0, END, Side.NONE, Side.NONE), Action.HELD, Reason.TOO_FEW_SAMPLES);
  }

  @Test
  void shouldWaitForSamplesWhereThePlanSaysSo() {
    Plan patient =
        plan(
            new Judgement(0.01, 2, 0.95, Duration.ofMillis(20), 50, 0.99, TooFew.WAIT),
            new Step(0.1, Duration.ofMinutes(1)));

    Decision decision =
        Decision.decide(
            patient,
            State.RUNNING,
            0,
            BEGAN,
            new Numbers(side(9, 0, 1), side(9, 0, 1)),
            END.plusSeconds(1_000_000));

    assertThatIs(decision, null, Reason.TOO_FEW_SAMPLES);
  }

  @Test
  void shouldNotJudgeByTooFewSamplesHoweverBad() {
    assertThatIs(
        running(0, EARLY, side(500, 0, 10), side(49, 49, 10)), null, Reason.TOO_FEW_SAMPLES);
  }

  @Test
  void shouldNotBlameCanaryForErrorsThatTheStableVersionHasToo() {
    assertThatIs(
        running(0, END, side(1000, 300, 10), side(1000, 305, 10)), Action.ADVANCED, Reason.GOOD);
  }

  @Test
  void shouldNotCountDifferencesOfLatencyWithinTheSlack() {
    assertThatIs(running(0, END, side(500, 0, 2), side(500, 0, 15)), Action.ADVANCED, Reason.GOOD);
  }

  @Test
  void shouldForgiveFewColdStartsOfACanary() {
    Side canary = new Side(60, 0, durations(57, 10) + "," + durations(3, 400));

    assertThatIs(running(0, END, side(500, 0, 10), canary), Action.ADVANCED, Reason.GOOD);
  }

  @Test
  void shouldMoveNothingThatWaitsForAPersonButRollBack() {
    Plan manual = plan(USUAL, new Step(0.1, null), new Step(0.2, Duration.ofMinutes(1)));
    Numbers good = new Numbers(side(500, 0, 10), side(500, 0, 10));
    Numbers bad = new Numbers(side(500, 0, 10), side(500, 100, 10));
    for (State state : List.of(State.WAITING, State.HELD)) {
      assertThat(Decision.decide(manual, state, 0, BEGAN, good, END.plusSeconds(9999)).action())
          .isNull();
      assertThat(Decision.decide(manual, state, 0, BEGAN, bad, END).action())
          .isEqualTo(Action.ROLLED_BACK);
    }
  }

  @Test
  void shouldDoNothingOnceItIsOver() {
    Numbers bad = new Numbers(side(500, 0, 10), side(500, 500, 10));
    for (State state : List.of(State.PROMOTED, State.ROLLED_BACK)) {
      assertThat(Decision.decide(PLAN, state, 1, BEGAN, bad, END).action()).isNull();
    }
  }

  @Test
  void shouldWaitWhenTheClockWentBack() {
    assertThat(running(0, BEGAN.minusSeconds(3600), side(500, 0, 10), side(60, 0, 10)).action())
        .isNull();
  }

  /** What must hold for whatever numbers come. */
  @Test
  void shouldDecideSoundlyWhateverTheNumbersAre() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      List<State> states = List.of(State.values());
      State state = states.get(random.nextInt(states.size()));
      int step = random.nextInt(2);
      Numbers numbers = new Numbers(any(random), any(random));
      Instant now = BEGAN.plusSeconds(random.nextInt(-10, 200));
      Decision decision = Decision.decide(PLAN, state, step, BEGAN, numbers, now);
      Decision again = Decision.decide(PLAN, state, step, BEGAN, numbers, now);
      String what = "seed " + seed + ", " + state + " " + numbers + " at " + now + ": " + decision;

      assertThat(decision).as(what).isEqualTo(again);
      Action action = decision.action();
      if (action == null) {
        continue;
      }
      assertThat(state.takes(action)).as(what).isTrue();
      boolean enough = numbers.canary().invocations() >= 50 && numbers.stable().invocations() >= 50;
      boolean over = !now.isBefore(END);
      switch (action) {
        case ADVANCED, PROMOTED -> {
          assertThat(enough && over && state == State.RUNNING).as(what).isTrue();
          assertThat(action == Action.PROMOTED).as(what).isEqualTo(step == 1);
          assertThat(numbers.canary().errorRate() - numbers.stable().errorRate())
              .as(what)
              .isLessThanOrEqualTo(0.01);
        }
        case HELD -> assertThat(over && state == State.RUNNING).as(what).isTrue();
        case ROLLED_BACK -> {
          assertThat(enough).as(what).isTrue();
          assertThat(decision.reason()).as(what).isIn(Reason.ERRORS, Reason.LATENCY);
        }
        case STARTED, RESUMED -> throw new AssertionError(what);
      }
    }
  }

  private static Side any(SplittableRandom random) {
    int invocations = random.nextInt(300);
    int errors = invocations == 0 ? 0 : random.nextInt(invocations + 1);
    if (random.nextBoolean()) {
      errors /= 20;
    }
    return side(invocations, errors, 1 + random.nextInt(200));
  }

  /** Twenty looks at the same step: chance must not roll back more than a few good canaries. */
  @Test
  void shouldSeldomRollBackCanaryThatIsAsGood() {
    assertThat(rolledBack(0.05, 0.05)).isLessThan(0.05);
    assertThat(rolledBack(0.3, 0.3)).isLessThan(0.06);
  }

  @Test
  void shouldAlmostAlwaysRollBackCanaryThatIsMuchWorse() {
    assertThat(rolledBack(0.01, 0.2)).isGreaterThan(0.95);
    assertThat(rolledBack(0.3, 0.6)).isGreaterThan(0.95);
  }

  private static double rolledBack(double stableRate, double canaryRate) {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int rounds = 500;
    int rolledBack = 0;
    for (int round = 0; round < rounds; round++) {
      int[] calls = new int[2];
      int[] errors = new int[2];
      for (int look = 0; look < 20; look++) {
        for (int i = 0; i < 100; i++) {
          int to = random.nextDouble() < 0.2 ? 1 : 0;
          calls[to]++;
          errors[to] += random.nextDouble() < (to == 1 ? canaryRate : stableRate) ? 1 : 0;
        }
        Decision decision =
            running(0, BEGAN, side(calls[0], errors[0], 5), side(calls[1], errors[1], 5));
        if (decision.action() == Action.ROLLED_BACK) {
          rolledBack++;
          break;
        }
      }
    }
    System.Logger log = System.getLogger(DecisionTest.class.getName());
    double share = rolledBack / (double) rounds;
    log.log(System.Logger.Level.INFO, "seed {0}: {1} of {2} rolled back", seed, share, rounds);
    return share;
  }
}
