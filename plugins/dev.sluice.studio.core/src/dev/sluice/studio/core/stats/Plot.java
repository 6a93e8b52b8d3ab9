package dev.sluice.studio.core.stats;

import java.util.List;

/**
 * What one chart shows.
 *
 * @param unit of its values, for example {@code ms}; empty for a bare number
 * @param lines in the order in which they are drawn and named
 */
public record Plot(String title, String unit, List<Line> lines) {
  public Plot {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param name for the legend; empty where the title says it
   * @param shade the index of its colour
   * @param before whether it is of the period before, which is drawn fainter
   * @param values one a step; {@link Double#NaN} where there is none
   */
  public record Line(String name, int shade, boolean before, double[] values) {}
}
