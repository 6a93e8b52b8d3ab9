package dev.sluice.studio.core.stats;

import dev.sluice.api.StatsInfo;
import dev.sluice.api.StatsInfo.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes charts of what the server counted. */
final class StatsPlots {
  private static final double MIB = 1024.0 * 1024;

  private final Grouping by;
  private final double seconds;
  private final List<StatsInfo.Series> shown;
  private final StatsInfo.@Nullable Series before;
  private final int steps;
  private final List<Plot> plots = new ArrayList<>();

  private StatsPlots(StatsInfo now, @Nullable StatsInfo earlier, Grouping by) {
    this.by = by;
    seconds = now.stepSeconds();
    List<StatsInfo.Series> groups = now.series().subList(1, now.series().size());
    shown = groups.isEmpty() ? now.series().subList(0, 1) : groups;
    before = earlier == null ? null : earlier.series().get(0);
    steps = now.series().get(0).steps().size();
  }

  /**
   * The charts.
   *
   * @param earlier the same length of time before, drawn fainter; null for none
   */
  static Picture of(StatsInfo now, @Nullable StatsInfo earlier, Grouping by) {
    StatsPlots made = new StatsPlots(now, earlier, by);
    made.all();
    StatsInfo.Series total = now.series().get(0);
    long[] times = total.steps().stream().mapToLong(step -> step.time().toEpochMilli()).toArray();
    return new Picture(
        times,
        now.stepSeconds() * 1000,
        made.plots,
        total.total().invocations(),
        total.total().failed());
  }

  private void all() {
    plot("Invocations", "1/s", numbers -> numbers.invocations() / seconds);
    errors();
    if (grouped()) {
      plot("Duration, p50", "ms", ran(Numbers::p50Ms));
      plot("Duration, p99", "ms", ran(Numbers::p99Ms));
    } else {
      percentiles();
    }
    plot("Cold starts", "%", ran(numbers -> 100 * numbers.coldShare()));
    plot("Wait for an instance, p99", "ms", ran(Numbers::queueP99Ms));
    plot("Concurrency", "", Numbers::concurrency);
    if (sampled()) {
      plot("Instances", "", Numbers::instances);
      plot("Backlog", "", Numbers::backlog);
      plot("Oldest in the backlog", "s", numbers -> numbers.backlogDelayMs() / 1000);
    }
    plot("Processors", "cores", numbers -> numbers.cpuMs() / 1000 / seconds);
    plot("Peak memory", "MiB", ran(numbers -> numbers.peakMemoryBytes() / MIB));
  }

  /** Nobody counts what waits for a version, or which of them waits. */
  private boolean sampled() {
    return by == Grouping.NOTHING || by == Grouping.FUNCTION;
  }

  private boolean grouped() {
    return shown.get(0).name() != null;
  }

  /** Where nothing ran there is no duration: the line has a gap there. */
  private static ToDoubleFunction<Numbers> ran(ToDoubleFunction<Numbers> value) {
    return numbers -> numbers.invocations() == 0 ? Double.NaN : value.applyAsDouble(numbers);
  }

  private void plot(String title, String unit, ToDoubleFunction<Numbers> value) {
    List<Plot.Line> lines = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      lines.add(line(name(shown.get(i)), i, false, shown.get(i), value));
    }
    if (before != null) {
      lines.add(line("before", 0, true, before, value));
    }
    plots.add(new Plot(title, unit, lines));
  }

  private static String name(StatsInfo.Series series) {
    String name = series.name();
    return name == null ? "" : name;
  }

  /** Each kind of failure by itself, or the share that failed of each version. */
  private void errors() {
    if (grouped()) {
      plot("Failed", "%", ran(numbers -> 100.0 * numbers.failed() / numbers.invocations()));
      return;
    }
    StatsInfo.Series all = shown.get(0);
    List<Plot.Line> lines = new ArrayList<>();
    int shade = 1;
    for (String code : new TreeSet<>(all.total().errors().keySet())) {
      lines.add(
          line(
              code,
              shade++,
              false,
              all,
              numbers -> numbers.errors().getOrDefault(code, 0L) / seconds));
    }
    if (lines.isEmpty()) {
      lines.add(line("", 1, false, all, numbers -> numbers.failed() / seconds));
    }
    if (all.total().throttled() > 0) {
      lines.add(line("turned away", shade, false, all, n -> n.throttled() / seconds));
    }
    if (before != null) {
      lines.add(line("before", 1, true, before, numbers -> numbers.failed() / seconds));
    }
    plots.add(new Plot("Errors", "1/s", lines));
  }

  private void percentiles() {
    StatsInfo.Series all = shown.get(0);
    List<Plot.Line> lines = new ArrayList<>();
    lines.add(line("p50", 0, false, all, ran(Numbers::p50Ms)));
    lines.add(line("p90", 2, false, all, ran(Numbers::p90Ms)));
    lines.add(line("p99", 3, false, all, ran(Numbers::p99Ms)));
    if (before != null) {
      lines.add(line("p99 before", 3, true, before, ran(Numbers::p99Ms)));
    }
    plots.add(new Plot("Duration", "ms", lines));
  }

  private Plot.Line line(
      String name,
      int shade,
      boolean earlier,
      StatsInfo.Series series,
      ToDoubleFunction<Numbers> value) {
    double[] values = new double[steps];
    for (int i = 0; i < steps; i++) {
      values[i] =
          i < series.steps().size()
              ? value.applyAsDouble(series.steps().get(i).numbers())
              : Double.NaN;
    }
    return new Plot.Line(name, shade, earlier, values);
  }
}
