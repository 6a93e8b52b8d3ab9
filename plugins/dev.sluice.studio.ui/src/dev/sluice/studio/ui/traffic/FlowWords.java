package dev.sluice.studio.ui.traffic;

import dev.sluice.studio.core.traffic.Flow;
import dev.sluice.studio.core.traffic.SourceFlow;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Flows in words. */
final class FlowWords {
  /** Less than so many a second are told a minute. */
  private static final double RARE = 0.95;

  private FlowWords() {}

  static String rate(double perSecond) {
    return perSecond > 0 && perSecond < RARE
        ? String.format(Locale.ENGLISH, "%.1f/min", 60 * perSecond)
        : String.format(Locale.ENGLISH, "%.1f/s", perSecond);
  }

  /** What a version got of late. */
  static String late(Flow flow) {
    return Double.isNaN(flow.measured())
        ? "no calls of late"
        : String.format(
            Locale.ENGLISH,
            "%s, %.1f %%, %.1f %% failed",
            rate(flow.perSecond()),
            100 * flow.measured(),
            100 * flow.failed());
  }

  /** As {@link #late} for little room. */
  static String shortLate(Flow flow) {
    return Double.isNaN(flow.measured())
        ? "no calls of late"
        : String.format(
            Locale.ENGLISH, "%s, %.0f %% failed", rate(flow.perSecond()), 100 * flow.failed());
  }

  /** A source with what comes from it. */
  static String source(SourceFlow flow) {
    String what = flow.source().kind().words();
    return flow.source().name()
        + (what.isEmpty() ? "" : ", " + what)
        + ": "
        + rate(flow.perSecond())
        + String.format(Locale.ENGLISH, ", %.0f %%", 100 * flow.share());
  }

  /** The whole drawing. */
  static String all(List<SourceFlow> sources, String label, List<Flow> flows) {
    return sources.stream().map(FlowWords::source).collect(Collectors.joining("; "))
        + " → "
        + label
        + " → "
        + flows.stream()
            .map(flow -> "v" + flow.version() + " " + flow.percent() + " %: " + late(flow))
            .collect(Collectors.joining("; "));
  }
}
