package dev.sluice.studio.ui.traffic;

import dev.sluice.api.RolloutInfo;
import dev.sluice.studio.core.traffic.StepsText;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;

/** The plan of a rollout as a line of steps, with where it stands. Confined to the UI thread. */
final class StepsBar {
  static final int HEIGHT = 46;
  private static final int DOT = 12;

  private final Canvas canvas;
  private @Nullable RolloutInfo rollout;

  StepsBar(Composite parent) {
    canvas = StudioIds.mark(new Canvas(parent, SWT.DOUBLE_BUFFERED), "traffic.steps");
    canvas.setBackground(Ink.PAPER);
    canvas.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    canvas.addListener(SWT.Paint, event -> paint(event.gc));
  }

  Canvas control() {
    return canvas;
  }

  void show(@Nullable RolloutInfo shown) {
    rollout = shown;
    canvas.redraw();
  }

  private void paint(GC gc) {
    RolloutInfo now = rollout;
    if (now == null) {
      return;
    }
    Point size = canvas.getSize();
    gc.setAntialias(SWT.ON);
    int stops = now.steps().size() + 1;
    int each = Math.max(60, (size.x - 20) / stops);
    int y = 14;
    gc.setLineWidth(3);
    for (int i = 0; i < stops; i++) {
      int x = 10 + i * each + DOT / 2;
      Color color = color(now, i);
      if (i + 1 < stops) {
        gc.setForeground(reached(now, i + 1) ? color : Ink.TRACK);
        gc.drawLine(x, y, x + each, y);
      }
      gc.setBackground(color);
      gc.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
      gc.setForeground(i + 1 == now.step() ? Ink.TEXT : Ink.FAINT);
      String words = i < now.steps().size() ? StepsText.words(now.steps().get(i)) : "100 %";
      gc.drawText(words, x - DOT / 2, y + DOT, true);
    }
    gc.setLineWidth(1);
  }

  private static boolean reached(RolloutInfo now, int index) {
    return "promoted".equals(now.status()) || index < now.step();
  }

  private static Color color(RolloutInfo now, int index) {
    boolean here = index + 1 == now.step() && now.endedAt() == null;
    if (here) {
      return "running".equals(now.status()) ? Ink.LINK : Ink.WARN;
    }
    if (!reached(now, index)) {
      return Ink.PENDING;
    }
    return "rolled-back".equals(now.status()) ? Ink.BAD : Ink.GOOD;
  }
}
