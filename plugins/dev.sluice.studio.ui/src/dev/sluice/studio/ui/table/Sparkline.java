package dev.sluice.studio.ui.table;

import dev.sluice.studio.ui.Ink;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Rectangle;

/** The course of some numbers, without any axis, as high as its greatest. */
final class Sparkline {
  private static final int MARGIN_X = 6;
  private static final int MARGIN_Y = 4;

  private Sparkline() {}

  /** Draws them, the oldest at the left, into the cell; all 0 is a flat line. */
  static void paint(GC gc, Rectangle cell, double[] numbers) {
    if (numbers.length < 2) {
      return;
    }
    double most = 0;
    for (double number : numbers) {
      most = Math.max(most, number);
    }
    float width = cell.width - 2 * MARGIN_X;
    float bottom = cell.y + cell.height - MARGIN_Y;
    float height = cell.height - 2 * MARGIN_Y;
    Path line = new Path(gc.getDevice());
    for (int i = 0; i < numbers.length; i++) {
      float x = cell.x + MARGIN_X + width * i / (numbers.length - 1);
      float y = bottom - (most <= 0 ? 0 : (float) (height * numbers[i] / most));
      if (i == 0) {
        line.moveTo(x, y);
      } else {
        line.lineTo(x, y);
      }
    }
    gc.setAntialias(SWT.ON);
    gc.setForeground(most <= 0 ? Ink.TRACK : Ink.LINK);
    gc.setLineWidth(1);
    gc.drawPath(line);
    line.dispose();
  }
}
