package dev.sluice.store.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.rollout.Numbers;
import dev.sluice.core.rollout.Plan;
import dev.sluice.core.rollout.Plan.Judgement;
import dev.sluice.core.rollout.Plan.Step;
import dev.sluice.core.rollout.Plan.TooFew;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans and numbers as JSON text. */
final class PlanJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private PlanJson() {}

  private record Stored(
      List<StoredStep> steps,
      double maxErrorRateDifference,
      double maxLatencyRatio,
      double latencyPercentile,
      long latencySlackMillis,
      int minSamples,
      double confidence,
      TooFew tooFew,
      long checkMillis) {}

  /** A step without millis is manual. */
  private record StoredStep(double weight, @Nullable Long millis) {}

  static String write(Plan plan) {
    Judgement is = plan.judgement();
    return text(
        new Stored(
            plan.steps().stream().map(PlanJson::stored).toList(),
            is.maxErrorRateDifference(),
            is.maxLatencyRatio(),
            is.latencyPercentile(),
            is.latencySlack().toMillis(),
            is.minSamples(),
            is.confidence(),
            is.tooFew(),
            plan.checkEvery().toMillis()));
  }

  private static StoredStep stored(Step step) {
    Duration duration = step.duration();
    return new StoredStep(step.weight(), duration == null ? null : duration.toMillis());
  }

  static Plan plan(String json) {
    Stored is = read(json, Stored.class);
    return new Plan(
        is.steps().stream()
            .map(
                step -> {
                  Long millis = step.millis();
                  return new Step(step.weight(), millis == null ? null : Duration.ofMillis(millis));
                })
            .toList(),
        new Judgement(
            is.maxErrorRateDifference(),
            is.maxLatencyRatio(),
            is.latencyPercentile(),
            Duration.ofMillis(is.latencySlackMillis()),
            is.minSamples(),
            is.confidence(),
            is.tooFew()),
        Duration.ofMillis(is.checkMillis()));
  }

  static String write(Numbers numbers) {
    return text(numbers);
  }

  static Numbers numbers(String json) {
    return read(json, Numbers.class);
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
