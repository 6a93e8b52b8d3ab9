package dev.sluice.studio.core.traffic;

import dev.sluice.api.RolloutSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Steps of a rollout as the command line takes them: {@code 5%:10m, 25%:1h, 50%:manual}. */
public final class StepsText {
  private static final Pattern STEP =
      Pattern.compile("(\\d{1,2}(?:\\.\\d{1,4})?)%:(?:(manual)|(\\d{1,6})([smhd]))");
  private static final double WHOLE = 100;

  private StepsText() {}

  /**
   * The steps.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  public static List<RolloutSpec.Step> parse(String text) {
    List<RolloutSpec.Step> steps = new ArrayList<>();
    double last = 0;
    for (String part : text.strip().split("\\s*,\\s*|\\s+")) {
      Matcher matcher = STEP.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            part.isEmpty()
                ? "Give at least one step, like 10%:5m."
                : "'"
                    + part
                    + "' is no step. Write a share and a time, like 10%:5m or 50%:manual.");
      }
      double weight = Double.parseDouble(matcher.group(1)) / WHOLE;
      if (weight <= last) {
        throw new IllegalArgumentException("Each step has a greater share than the one before.");
      }
      last = weight;
      steps.add(
          matcher.group(2) != null
              ? RolloutSpec.Step.manual(weight)
              : RolloutSpec.Step.timed(
                  weight, Long.parseLong(matcher.group(3)) * seconds(matcher.group(4))));
    }
    return steps;
  }

  private static long seconds(String unit) {
    return switch (unit) {
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3600;
      default -> 86_400;
    };
  }

  /** A step in words: {@code 5 %, 10 min}. */
  public static String words(RolloutSpec.Step step) {
    Double weight = step.weight();
    String share = percent(weight == null ? 0 : weight);
    Long seconds = step.seconds();
    if (seconds == null) {
      return share + ", by hand";
    }
    if (seconds % 3600 == 0) {
      return share + ", " + seconds / 3600 + " h";
    }
    return share + ", " + (seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s");
  }

  /** A share in percent, with as many digits as it needs. */
  public static String percent(double share) {
    return String.format(
        Locale.ENGLISH, share * WHOLE % 1 < 1e-9 ? "%.0f %%" : "%.1f %%", share * WHOLE);
  }
}
