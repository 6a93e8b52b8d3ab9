package dev.sluice.core.rollout;

import dev.sluice.core.rollout.Plan.Judgement;
import dev.sluice.core.rollout.Statistics.Interval;
import dev.sluice.core.stats.Histogram;
import java.util.Locale;

/**
 * What numbers say of a canary.
 *
 * @param text the same in one sentence
 */
public record Assessment(Verdict verdict, Reason reason, String text) {

  /** In short. */
  public enum Verdict {
    GOOD,
    /** Worse, as sure as was asked for. */
    BAD,
    /** Worse, and that may be chance. */
    UNCLEAR,
    /** Not enough to say anything. */
    TOO_FEW
  }

  /** What a rollout's state depends on. */
  public enum Reason {
    /** A person asked for it. */
    ASKED,
    GOOD,
    ERRORS,
    LATENCY,
    TOO_FEW_SAMPLES
  }

  /** What these numbers say. */
  public static Assessment of(Judgement judgement, Numbers numbers) {
    Side stable = numbers.stable();
    Side canary = numbers.canary();
    long least = judgement.minSamples();
    if (canary.invocations() < least || stable.invocations() < least) {
      return new Assessment(
          Verdict.TOO_FEW,
          Reason.TOO_FEW_SAMPLES,
          String.format(
              Locale.ROOT,
              "There are %d invocations of the canary and %d of the stable version; %d of each are"
                  + " needed.",
              canary.invocations(),
              stable.invocations(),
              least));
    }
    Errors errors = Errors.of(judgement, stable, canary);
    Latency latency = Latency.of(judgement, stable, canary);
    if (errors.surely()) {
      return new Assessment(Verdict.BAD, Reason.ERRORS, errors.text(""));
    }
    if (latency.surely()) {
      return new Assessment(Verdict.BAD, Reason.LATENCY, latency.text(""));
    }
    if (errors.perhaps()) {
      return new Assessment(Verdict.UNCLEAR, Reason.ERRORS, errors.text(", which may be chance"));
    }
    if (latency.perhaps()) {
      return new Assessment(Verdict.UNCLEAR, Reason.LATENCY, latency.text(", which may be chance"));
    }
    return new Assessment(
        Verdict.GOOD,
        Reason.GOOD,
        String.format(
            Locale.ROOT,
            "The canary is as good as asked for: %.2f %% of its %d invocations failed, %.2f %% of"
                + " the stable version's %d; p%s is %.1f ms and %.1f ms.",
            canary.errorRate() * 100,
            canary.invocations(),
            stable.errorRate() * 100,
            stable.invocations(),
            percent(judgement),
            latency.canary(),
            latency.stable()));
  }

  private static String percent(Judgement judgement) {
    double percent = Math.round(judgement.latencyPercentile() * 1e4) / 1e2;
    return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
  }

  private record Errors(Judgement judgement, Side stable, Side canary, Interval difference) {
    static Errors of(Judgement judgement, Side stable, Side canary) {
      return new Errors(
          judgement, stable, canary, Statistics.difference(stable, canary, judgement.confidence()));
    }

    boolean surely() {
      return difference.low() > judgement.maxErrorRateDifference();
    }

    boolean perhaps() {
      return canary.errorRate() - stable.errorRate() > judgement.maxErrorRateDifference();
    }

    String text(String but) {
      return String.format(
          Locale.ROOT,
          "%.2f %% of the canary's %d invocations failed, and %.2f %% of the stable version's %d;"
              + " the difference is at least %.2f and at most %.2f percentage points, %.2f are"
              + " allowed%s.",
          canary.errorRate() * 100,
          canary.invocations(),
          stable.errorRate() * 100,
          stable.invocations(),
          difference.low() * 100,
          difference.high() * 100,
          judgement.maxErrorRateDifference() * 100,
          but);
    }
  }

  private record Latency(
      Judgement judgement, double stable, double canary, Interval stableIs, Interval canaryIs) {
    static Latency of(Judgement judgement, Side stable, Side canary) {
      Histogram one = stable.histogram();
      Histogram two = canary.histogram();
      double at = judgement.latencyPercentile();
      return new Latency(
          judgement,
          one.percentile(at),
          two.percentile(at),
          Statistics.percentile(one, stable.invocations(), at, judgement.confidence()),
          Statistics.percentile(two, canary.invocations(), at, judgement.confidence()));
    }

    private boolean worse(double canary, double stable) {
      double slack = judgement.latencySlack().toNanos() / 1e6;
      return canary > stable * judgement.maxLatencyRatio() && canary > stable + slack;
    }

    boolean surely() {
      return worse(canaryIs.low(), stableIs.high());
    }

    boolean perhaps() {
      return worse(canary, stable);
    }

    String text(String but) {
      return String.format(
          Locale.ROOT,
          "p%s of the canary is %.1f ms, and %.1f ms of the stable version; %.2f times as long is"
              + " allowed%s.",
          percent(judgement),
          canary,
          stable,
          judgement.maxLatencyRatio(),
          but);
    }
  }
}
