package dev.sluice.core.rollout;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.RolloutSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.rollout.Plan.Judgement;
import dev.sluice.core.rollout.Plan.Step;
import dev.sluice.core.rollout.Plan.TooFew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what callers ask for. */
final class Plans {
  private static final int MOST_STEPS = 20;
  private static final long WEEK = Duration.ofDays(7).toSeconds();
  private static final String STEPS_HINT =
      "Give steps like [{\"weight\": 0.1, \"seconds\": 300}, {\"weight\": 0.5, \"manual\": true}].";

  private Plans() {}

  /**
   * The plan, with every default filled in.
   *
   * @throws SluiceException {@code INVALID_ROLLOUT}
   */
  static Plan read(RolloutSpec spec) {
    Integer check = spec.checkSeconds();
    return new Plan(
        steps(spec.steps()),
        judgement(spec.judgement()),
        Duration.ofSeconds((long) within("checkSeconds", check, 5, 1, 3600)));
  }

  private static List<Step> steps(@Nullable List<RolloutSpec.Step> given) {
    if (given == null || given.isEmpty() || given.size() > MOST_STEPS) {
      throw invalid(
          "The rollout has " + (given == null ? 0 : given.size()) + " steps, not 1 to 20.",
          STEPS_HINT);
    }
    List<Step> steps = new ArrayList<>();
    double last = 0;
    for (RolloutSpec.Step step : given) {
      String which = "Step " + (steps.size() + 1);
      Double weight = step == null ? null : step.weight();
      if (step == null || weight == null || !(weight > 0 && weight < 1)) {
        throw invalid(
            which + " has the weight " + weight + ".",
            "Give a share above 0 and below 1; after the last step the canary gets everything.");
      }
      if (weight <= last) {
        throw invalid(
            which + " has the weight " + weight + ", which is not more than the one before.",
            "Give weights that grow.");
      }
      last = weight;
      steps.add(new Step(weight, duration(which, step)));
    }
    return steps;
  }

  private static @Nullable Duration duration(String which, RolloutSpec.Step step) {
    boolean manual = Boolean.TRUE.equals(step.manual());
    Long seconds = step.seconds();
    if (manual == (seconds != null)) {
      throw invalid(
          which + " has " + (manual ? "both seconds and manual." : "neither seconds nor manual."),
          STEPS_HINT);
    }
    if (seconds == null) {
      return null;
    }
    if (seconds < 1 || seconds > WEEK) {
      throw invalid(which + " takes " + seconds + " s.", "Give 1 to " + WEEK + " seconds.");
    }
    return Duration.ofSeconds(seconds);
  }

  private static Judgement judgement(RolloutSpec.@Nullable Judgement given) {
    RolloutSpec.Judgement is =
        given == null ? new RolloutSpec.Judgement(null, null, null, null, null, null, null) : given;
    return new Judgement(
        within("maxErrorRateDifference", is.maxErrorRateDifference(), 0.01, 0, 1),
        within("maxLatencyRatio", is.maxLatencyRatio(), 2, 1, 1000),
        within("latencyPercentile", is.latencyPercentile(), 0.95, 0.5, 0.99),
        Duration.ofMillis(
            (long) within("latencySlackMillis", is.latencySlackMillis(), 20, 0, 60_000)),
        (int) within("minSamples", is.minSamples(), 50, 5, 1_000_000),
        within("confidence", is.confidence(), 0.99, 0.8, 0.9999),
        tooFew(is.onTooFewSamples()));
  }

  private static TooFew tooFew(@Nullable String word) {
    if (word == null) {
      return TooFew.HOLD;
    }
    return switch (word) {
      case "hold" -> TooFew.HOLD;
      case "wait" -> TooFew.WAIT;
      default ->
          throw invalid(
              "onTooFewSamples is '" + Text.shorten(word, 80) + "'.", "It is 'hold' or 'wait'.");
    };
  }

  private static double within(
      String name, @Nullable Number given, double usual, double least, double most) {
    double value = given == null ? usual : given.doubleValue();
    if (!(value >= least && value <= most)) {
      throw invalid(
          name + " is " + plain(value) + ".",
          "Give a number from " + plain(least) + " to " + plain(most) + ".");
    }
    return value;
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_ROLLOUT, detail, hint);
  }
}
