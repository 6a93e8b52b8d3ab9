package dev.sluice.studio.core.stats;

import java.util.List;
import java.util.Locale;

/**
 * All charts of one moment, over the same steps of time.
 *
 * @param times when each step begins, in milliseconds of the epoch, rising
 * @param stepMillis length of a step
 * @param invocations that ended in all of it
 * @param failed of them
 */
public record Picture(
    long[] times, long stepMillis, List<Plot> plots, long invocations, long failed) {
  /** Before anything was loaded. */
  public static final Picture NOTHING = new Picture(new long[0], 1, List.of(), 0, 0);

  public Picture {
    plots = List.copyOf(plots);
  }

  /** The step that holds this time; -1 for none. */
  public int stepAt(long millis) {
    if (times.length == 0 || millis < times[0]) {
      return -1;
    }
    long index = (millis - times[0]) / stepMillis;
    return index < times.length ? (int) index : -1;
  }

  /** One sentence: how many calls, how many of them failed. */
  public String summary() {
    if (invocations == 0) {
      return "No invocations in this time.";
    }
    return String.format(
        Locale.ENGLISH,
        "%,d %s, %,d failed (%.2f %%)",
        invocations,
        invocations == 1 ? "invocation" : "invocations",
        failed,
        100.0 * failed / invocations);
  }

  /** The same numbers as comma-separated values, a line a step, times in UTC. */
  public String csv() {
    StringBuilder text = new StringBuilder("time");
    for (Plot plot : plots) {
      for (Plot.Line line : plot.lines()) {
        text.append(',').append(quoted(heading(plot, line)));
      }
    }
    text.append('\n');
    for (int step = 0; step < times.length; step++) {
      text.append(java.time.Instant.ofEpochMilli(times[step]));
      for (Plot plot : plots) {
        for (Plot.Line line : plot.lines()) {
          double value = line.values()[step];
          text.append(',').append(Double.isNaN(value) ? "" : number(value));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String number(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(8))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String heading(Plot plot, Plot.Line line) {
    String unit = plot.unit().isEmpty() ? "" : " (" + plot.unit() + ")";
    String name = line.name().isEmpty() ? "" : " " + line.name();
    return plot.title() + name + unit + (line.before() ? " before" : "");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
