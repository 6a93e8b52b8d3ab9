package dev.sluice.app.http;

import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutSpec;
import dev.sluice.core.rollout.Assessment;
import dev.sluice.core.rollout.LogEntry;
import dev.sluice.core.rollout.Numbers;
import dev.sluice.core.rollout.Plan;
import dev.sluice.core.rollout.Plan.Judgement;
import dev.sluice.core.rollout.Plan.Step;
import dev.sluice.core.rollout.Rollout;
import dev.sluice.core.rollout.Side;
import dev.sluice.core.rollout.Statistics;
import dev.sluice.core.rollout.Statistics.Interval;
import dev.sluice.core.stats.Histogram;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rollouts as the wire shows them. */
final class RolloutWire {
  private RolloutWire() {}

  /**
   * One rollout.
   *
   * @param log null to leave it out
   */
  static RolloutInfo rollout(Rollout is, @Nullable List<LogEntry> log) {
    Plan plan = is.plan();
    boolean over = is.state().isOver();
    return new RolloutInfo(
        is.id(),
        is.namespace(),
        is.function(),
        is.alias(),
        is.stable(),
        is.canary(),
        InvocationWire.word(is.state()),
        is.step() + 1,
        is.weight(),
        is.stepBeganAt(),
        plan.steps().stream().map(RolloutWire::step).toList(),
        judgement(plan.judgement()),
        plan.checkEvery().toSeconds(),
        is.description(),
        is.createdAt(),
        is.endedAt(),
        over ? null : numbers(is, is.numbers()),
        over ? null : Assessment.of(plan.judgement(), is.numbers()).text(),
        log == null ? null : log.stream().map(entry -> decision(is, entry)).toList());
  }

  private static RolloutSpec.Step step(Step is) {
    Duration duration = is.duration();
    return duration == null
        ? RolloutSpec.Step.manual(is.weight())
        : RolloutSpec.Step.timed(is.weight(), duration.toSeconds());
  }

  private static RolloutSpec.Judgement judgement(Judgement is) {
    return new RolloutSpec.Judgement(
        is.maxErrorRateDifference(),
        is.maxLatencyRatio(),
        is.latencyPercentile(),
        (int) is.latencySlack().toMillis(),
        is.minSamples(),
        is.confidence(),
        InvocationWire.word(is.tooFew()));
  }

  private static RolloutInfo.Decision decision(Rollout of, LogEntry is) {
    return new RolloutInfo.Decision(
        is.at(),
        is.by(),
        InvocationWire.word(is.action()),
        is.step() + 1,
        is.weight(),
        InvocationWire.word(is.reason()),
        is.text(),
        numbers(of, is.numbers()));
  }

  private static RolloutInfo.Numbers numbers(Rollout of, Numbers is) {
    double confidence = of.plan().judgement().confidence();
    return new RolloutInfo.Numbers(
        side(of.stable(), is.stable(), confidence),
        side(of.canary(), is.canary(), confidence),
        rate(
            is.canary().errorRate() - is.stable().errorRate(),
            Statistics.difference(is.stable(), is.canary(), confidence)));
  }

  private static RolloutInfo.Side side(int version, Side is, double confidence) {
    Histogram durations = is.histogram();
    return new RolloutInfo.Side(
        version,
        is.invocations(),
        is.errors(),
        rate(is.errorRate(), Statistics.share(is.errors(), is.invocations(), confidence)),
        rounded(durations.percentile(0.5)),
        rounded(durations.percentile(0.9)),
        rounded(durations.percentile(0.95)),
        rounded(durations.percentile(0.99)),
        durations.byMillis().entrySet().stream()
            .map(some -> new RolloutInfo.Bucket(rounded(some.getKey()), some.getValue()))
            .toList());
  }

  private static RolloutInfo.Rate rate(double value, Interval interval) {
    return new RolloutInfo.Rate(rounded(value), rounded(interval.low()), rounded(interval.high()));
  }

  private static double rounded(double number) {
    return Math.round(number * 1e6) / 1e6;
  }
}
