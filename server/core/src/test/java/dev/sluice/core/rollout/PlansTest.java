package dev.sluice.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.RolloutSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.rollout.Plan.TooFew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlansTest {
  private static final RolloutSpec.Step STEP = RolloutSpec.Step.timed(0.1, 60);

  private static RolloutSpec spec(@Nullable List<RolloutSpec.Step> steps) {
    return new RolloutSpec("live", 2, steps, null, null, null);
  }

  private static RolloutSpec judged(RolloutSpec.Judgement judgement) {
    return RolloutSpec.of("live", 2, STEP).with(judgement, 5);
  }

  @Test
  void shouldFillInDefaults() {
    Plan plan = Plans.read(spec(List.of(STEP, RolloutSpec.Step.manual(0.5))));

    assertThat(plan.checkEvery()).isEqualTo(Duration.ofSeconds(5));
    assertThat(plan.steps())
        .containsExactly(new Plan.Step(0.1, Duration.ofSeconds(60)), new Plan.Step(0.5, null));
    assertThat(plan.judgement())
        .isEqualTo(new Plan.Judgement(0.01, 2, 0.95, Duration.ofMillis(20), 50, 0.99, TooFew.HOLD));
  }

  static List<RolloutSpec> wrong() {
    List<RolloutSpec> wrong = new ArrayList<>();
    for (Double weight : Arrays.asList(null, 0.0, -0.1, 1.0, 1.5, Double.NaN)) {
      wrong.add(spec(List.of(new RolloutSpec.Step(weight, 60L, null))));
    }
    for (Long seconds : new Long[] {0L, -1L, 604_801L}) {
      wrong.add(spec(List.of(new RolloutSpec.Step(0.1, seconds, null))));
    }
    wrong.add(spec(null));
    wrong.add(spec(List.of()));
    wrong.add(spec(Collections.nCopies(21, STEP)));
    wrong.add(spec(Collections.singletonList(null)));
    wrong.add(spec(List.of(STEP, STEP)));
    wrong.add(spec(List.of(RolloutSpec.Step.timed(0.5, 1), STEP)));
    wrong.add(spec(List.of(new RolloutSpec.Step(0.1, null, null))));
    wrong.add(spec(List.of(new RolloutSpec.Step(0.1, null, false))));
    wrong.add(spec(List.of(new RolloutSpec.Step(0.1, 60L, true))));
    wrong.add(judged(new RolloutSpec.Judgement(-0.1, null, null, null, null, null, null)));
    wrong.add(judged(new RolloutSpec.Judgement(1.1, null, null, null, null, null, null)));
    wrong.add(judged(new RolloutSpec.Judgement(Double.NaN, null, null, null, null, null, null)));
    wrong.add(judged(new RolloutSpec.Judgement(null, 0.9, null, null, null, null, null)));
    wrong.add(judged(new RolloutSpec.Judgement(null, null, 0.999, null, null, null, null)));
    wrong.add(judged(new RolloutSpec.Judgement(null, null, null, -1, null, null, null)));
    wrong.add(judged(new RolloutSpec.Judgement(null, null, null, null, 4, null, null)));
    wrong.add(judged(new RolloutSpec.Judgement(null, null, null, null, null, 1.0, null)));
    wrong.add(judged(new RolloutSpec.Judgement(null, null, null, null, null, null, "Hold")));
    wrong.add(new RolloutSpec("live", 2, List.of(STEP), null, 0, null));
    wrong.add(new RolloutSpec("live", 2, List.of(STEP), null, 3601, null));
    return wrong;
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldRefusePlansThatCannotBeMeant(RolloutSpec spec) {
    assertThatThrownBy(() -> Plans.read(spec))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ROLLOUT);
              assertThat(e.detail()).endsWith(".");
              assertThat(e.hint()).isNotBlank();
            });
  }
}
