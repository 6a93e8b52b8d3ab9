package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.flow.jq.JqExpression;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often, and after how long, what failed is tried again.
 *
 * @param backoff {@code constant}, {@code linear} or {@code exponential}
 * @param step what each retry adds, or multiplies by; null for the usual: the delay, and two
 * @param attempts how often it is tried again at most; negative for no limit
 * @param total how long after the first attempt no other one begins; null for no limit
 */
record Retry(
    @Nullable JqExpression when,
    @Nullable JqExpression exceptWhen,
    @Nullable Delay delay,
    String backoff,
    @Nullable Template step,
    @Nullable Delay jitterFrom,
    @Nullable Delay jitterTo,
    int attempts,
    @Nullable Delay attemptTime,
    @Nullable Delay total) {
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * How long to wait.
   *
   * @param attempt of those that failed, 1 and up
   * @param chance from 0 (inclusive) to 1 (exclusive)
   */
  Duration pause(int attempt, Data data, double chance) {
    Duration base = delay == null ? Duration.ZERO : delay.duration(data);
    double millis = (double) base.toMillis();
    JsonNode by = step == null ? null : step.fill(data);
    if (backoff.equals("linear")) {
      millis += (attempt - 1) * (by == null ? millis : increment(by, data));
    } else if (backoff.equals("exponential")) {
      millis *= Math.pow(by == null ? 2 : by.asDouble(2), attempt - 1);
    }
    if (jitterTo != null) {
      double from = jitterFrom == null ? 0 : (double) jitterFrom.duration(data).toMillis();
      millis += from + chance * (jitterTo.duration(data).toMillis() - from);
    }
    return Duration.ofMillis((long) Math.max(0, Math.min(millis, (double) LONGEST.toMillis())));
  }

  private static double increment(JsonNode by, Data data) {
    return (double) new Delay(new Template.Fixed(by)).duration(data).toMillis();
  }
}
