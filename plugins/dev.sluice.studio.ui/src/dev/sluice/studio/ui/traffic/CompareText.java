package dev.sluice.studio.ui.traffic;

import dev.sluice.api.RolloutInfo;
import dev.sluice.studio.core.traffic.SideBySide;
import dev.sluice.studio.ui.operate.Times;
import java.util.List;
import java.util.Locale;

/** Numbers of two versions in columns. */
final class CompareText {
  private CompareText() {}

  /** Both sides of a rollout: of now, or of when it ended; empty where nothing is known. */
  static String of(RolloutInfo rollout, List<RolloutInfo.Decision> decisions) {
    RolloutInfo.Numbers numbers = rollout.numbers();
    if (numbers == null && !decisions.isEmpty()) {
      numbers = decisions.get(decisions.size() - 1).numbers();
    }
    if (numbers == null) {
      return "";
    }
    return text("", " stable", " canary", numbers.stable(), numbers.canary());
  }

  /** Two versions of late; empty where one of them did not run. */
  static String of(SideBySide.Numbers numbers) {
    RolloutInfo.Side stable = numbers.stable();
    RolloutInfo.Side canary = numbers.canary();
    return stable == null || canary == null ? "" : text("last hour", "", "", stable, canary);
  }

  private static String text(
      String when, String first, String second, RolloutInfo.Side stable, RolloutInfo.Side canary) {
    StringBuilder text = new StringBuilder();
    line(text, when, "v" + stable.version() + first, "v" + canary.version() + second);
    line(text, "invocations", count(stable.invocations()), count(canary.invocations()));
    line(text, "failed", rate(stable.errorRate()), rate(canary.errorRate()));
    line(text, "p50", Times.millis(stable.p50Ms()), Times.millis(canary.p50Ms()));
    line(text, "p90", Times.millis(stable.p90Ms()), Times.millis(canary.p90Ms()));
    line(text, "p99", Times.millis(stable.p99Ms()), Times.millis(canary.p99Ms()));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String stable, String canary) {
    text.append(String.format("%-11s %20s %20s%n", name, stable, canary));
  }

  private static String count(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }

  private static String rate(RolloutInfo.Rate rate) {
    return String.format(
        Locale.ENGLISH,
        "%.1f %% (%.1f to %.1f)",
        100 * rate.value(),
        100 * rate.low(),
        100 * rate.high());
  }
}
