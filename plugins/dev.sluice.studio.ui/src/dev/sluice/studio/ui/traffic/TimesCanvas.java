package dev.sluice.studio.ui.traffic;

import dev.sluice.api.StatsInfo;
import dev.sluice.studio.core.traffic.SideBySide;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.chart.Shades;
import dev.sluice.studio.ui.operate.Times;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/**
 * How many of each version's invocations took how long, over a logarithmic axis: each version's
 * bars are shares of its own, so that few and many compare. Confined to the UI thread.
 */
final class TimesCanvas {
  static final int HEIGHT = 118;
  private static final int HEAD = 22;
  private static final int FOOT = 18;
  private static final int MARGIN = 4;

  /** The steps of the server's counting: a bar is as wide. */
  private static final double STEP = Math.log(2) / 4;

  private final Canvas canvas;
  private SideBySide sides;

  TimesCanvas(Composite parent, SideBySide first) {
    sides = first;
    canvas = StudioIds.mark(new Canvas(parent, SWT.DOUBLE_BUFFERED), "traffic.times");
    canvas.setBackground(Ink.PAPER);
    canvas.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    canvas.addListener(SWT.Paint, event -> paint(event.gc));
  }

  Canvas control() {
    return canvas;
  }

  void show(SideBySide shown) {
    sides = shown;
    canvas.redraw();
  }

  private void paint(GC gc) {
    Point size = canvas.getSize();
    gc.setAntialias(SWT.ON);
    legend(gc, size.x);
    double[] ends = ends();
    double most = Math.max(greatestShare(sides.stableTimes()), greatestShare(sides.canaryTimes()));
    Rectangle area = new Rectangle(MARGIN, HEAD, size.x - 2 * MARGIN, size.y - HEAD - FOOT);
    if (most <= 0 || area.height < 10) {
      return;
    }
    bars(gc, area, ends, sides.stableTimes(), most, Shades.ink(0));
    bars(gc, area, ends, sides.canaryTimes(), most, Shades.ink(1));
    gc.setForeground(Ink.TRACK);
    gc.drawLine(area.x, area.y + area.height, area.x + area.width, area.y + area.height);
    axis(gc, area, ends);
  }

  private void legend(GC gc, int width) {
    gc.setForeground(Ink.TEXT);
    gc.drawText("Duration of invocations", MARGIN, 2, true);
    int x = width - MARGIN;
    x = entry(gc, x, "v" + sides.canary(), Shades.ink(1));
    entry(gc, x, "v" + sides.stable(), Shades.ink(0));
  }

  private static int entry(GC gc, int right, String text, Color color) {
    int x = right - gc.textExtent(text).x;
    gc.setForeground(Ink.TEXT);
    gc.drawText(text, x, 2, true);
    gc.setBackground(color);
    gc.setAlpha(150);
    gc.fillRectangle(x - 14, 7, 9, 9);
    gc.setAlpha(255);
    return x - 26;
  }

  /** The logarithms of the shortest and the longest, with half a bar beside each. */
  private double[] ends() {
    double[] logs =
        Stream.concat(sides.stableTimes().stream(), sides.canaryTimes().stream())
            .mapToDouble(TimesCanvas::log)
            .sorted()
            .toArray();
    return logs.length == 0
        ? new double[] {0, 1}
        : new double[] {logs[0] - STEP, logs[logs.length - 1] + STEP};
  }

  private static double log(StatsInfo.Bar bar) {
    return Math.log(Math.max(1e-3, bar.ms()));
  }

  private static double greatestShare(List<StatsInfo.Bar> bars) {
    long all = bars.stream().mapToLong(StatsInfo.Bar::count).sum();
    long most = bars.stream().mapToLong(StatsInfo.Bar::count).max().orElse(0);
    return all == 0 ? 0 : most / (double) all;
  }

  private static int place(Rectangle area, double[] ends, double log) {
    return area.x + (int) Math.round(area.width * (log - ends[0]) / (ends[1] - ends[0]));
  }

  private static void bars(
      GC gc, Rectangle area, double[] ends, List<StatsInfo.Bar> bars, double most, Color color) {
    long all = bars.stream().mapToLong(StatsInfo.Bar::count).sum();
    gc.setBackground(color);
    gc.setAlpha(150);
    for (StatsInfo.Bar bar : bars) {
      int from = place(area, ends, log(bar) - STEP / 2);
      int until = place(area, ends, log(bar) + STEP / 2);
      int height = Math.max(1, (int) Math.round(area.height * bar.count() / (all * most)));
      gc.fillRectangle(
          from, area.y + area.height - height, Math.max(2, Math.min(60, until - from - 1)), height);
    }
    gc.setAlpha(255);
  }

  /** Names a length of time at both ends and in the middle. */
  private static void axis(GC gc, Rectangle area, double[] ends) {
    gc.setForeground(Ink.FAINT);
    for (int i = 0; i <= 2; i++) {
      String text = Times.millis(Math.exp(ends[0] + i * (ends[1] - ends[0]) / 2));
      int width = gc.textExtent(text).x;
      int x = area.x + i * (area.width - width) / 2;
      gc.drawText(text, x, area.y + area.height + 2, true);
    }
  }
}
