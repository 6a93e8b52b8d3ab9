package dev.sluice.app.cli.rollout;

import dev.sluice.api.RolloutSpec;
import dev.sluice.app.cli.text.Spans;
import java.time.Duration;
import java.util.Optional;

/** Steps as people write them: {@code 10%:5m}, {@code 0.5:manual}. */
final class StepOption {
  private StepOption() {}

  /**
   * Reads a step. Whether its values are allowed is for the server to say.
   *
   * @throws IllegalArgumentException when it is none; the message is for people
   */
  static RolloutSpec.Step parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw wrong(text);
    }
    double weight = weight(text, text.substring(0, colon));
    String time = text.substring(colon + 1);
    if (time.equals("manual")) {
      return RolloutSpec.Step.manual(weight);
    }
    Optional<Duration> span = Spans.length(time);
    if (span.isEmpty() || span.get().toMillis() % 1000 != 0) {
      throw wrong(text);
    }
    return RolloutSpec.Step.timed(weight, span.get().toSeconds());
  }

  private static double weight(String step, String text) {
    boolean percent = text.endsWith("%");
    try {
      double value =
          Double.parseDouble(percent ? text.substring(0, text.length() - 1).strip() : text);
      return percent ? value / 100 : value;
    } catch (NumberFormatException e) {
      throw (IllegalArgumentException) wrong(step).initCause(e);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no step: give one like 10%:5m or 0.5:manual");
  }
}
