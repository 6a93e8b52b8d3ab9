package dev.sluice.app.cli.rollout;

import dev.sluice.api.RolloutInfo;
import dev.sluice.api.RolloutInfo.Decision;
import dev.sluice.api.RolloutInfo.Numbers;
import dev.sluice.api.RolloutInfo.Rate;
import dev.sluice.api.RolloutInfo.Side;
import dev.sluice.api.RolloutSpec;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Table;
import dev.sluice.app.cli.text.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A rollout in words. */
final class RolloutWords {
  private RolloutWords() {}

  static String of(RolloutInfo is, Shell shell) {
    ZoneId zone = shell.clock().getZone();
    Instant end = is.endedAt();
    Facts facts =
        new Facts()
            .put("Rollout", is.id())
            .put("Function", is.function() + ":" + is.alias())
            .put("Versions", is.stable() + " to " + is.canary())
            .put("Description", is.description())
            .put("Status", is.status())
            .put("Plan", plan(is))
            .put("Step", is.step() + " of " + is.steps().size())
            .put("Weight", Words.percent(is.weight()))
            .put("Assessment", Objects.requireNonNullElse(is.assessment(), ""))
            .put("Started", Words.time(is.createdAt(), zone))
            .put("Ended", end == null ? "" : Words.time(end, zone));
    Numbers numbers = is.numbers();
    return facts.render()
        + (numbers == null ? "" : "\n" + numbers(numbers))
        + log(Objects.requireNonNullElse(is.decisions(), List.of()), zone);
  }

  private static String plan(RolloutInfo is) {
    return is.steps().stream().map(RolloutWords::step).collect(Collectors.joining(", "));
  }

  private static String step(RolloutSpec.Step step) {
    Long seconds = step.seconds();
    Double weight = step.weight();
    return Words.percent(weight == null ? 0 : weight)
        + (seconds == null ? " until promoted" : " for " + Words.millis(seconds * 1000.0));
  }

  /** Both sides, one under the other. */
  static String numbers(Numbers numbers) {
    Table table =
        new Table("", ">VERSION", ">INVOCATIONS", ">ERRORS", ">ERROR RATE", ">P50", ">P90", ">P99");
    row(table, "stable", numbers.stable());
    row(table, "canary", numbers.canary());
    return table.render();
  }

  private static void row(Table table, String name, Side side) {
    table.row(
        name,
        Integer.toString(side.version()),
        Long.toString(side.invocations()),
        Long.toString(side.errors()),
        rate(side.errorRate()),
        Words.millis(side.p50Ms()),
        Words.millis(side.p90Ms()),
        Words.millis(side.p99Ms()));
  }

  private static String rate(Rate rate) {
    return Words.percent(shortened(rate.value()))
        + " ("
        + Words.percent(shortened(rate.low()))
        + " - "
        + Words.percent(shortened(rate.high()))
        + ")";
  }

  private static double shortened(double share) {
    return Math.round(share * 1e4) / 1e4;
  }

  private static String log(List<Decision> decisions, ZoneId zone) {
    if (decisions.isEmpty()) {
      return "";
    }
    Table table = new Table("TIME", "BY", "ACTION", ">STEP", ">WEIGHT", "WHY");
    for (Decision decision : decisions) {
      table.row(
          Words.time(decision.at(), zone),
          Objects.requireNonNullElse(decision.by(), "(server)"),
          decision.action(),
          Integer.toString(decision.step()),
          Words.percent(decision.weight()),
          decision.text());
    }
    return "\n" + table.render();
  }
}
