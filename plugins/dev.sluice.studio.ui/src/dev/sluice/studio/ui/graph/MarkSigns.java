package dev.sluice.studio.ui.graph;

import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.ui.Ink;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.LineAttributes;

/** Draws the round signs that nodes wear: a shape each, so that colours are not all that tells. */
public final class MarkSigns {
  private static final int SIZE = 16;

  private MarkSigns() {}

  /** A sign as a picture on any ground; whoever asks disposes it. */
  public static Image image(Device device, Mark.Kind kind) {
    return Pictures.of(device, gc -> draw(gc, kind, SIZE / 2.0, SIZE / 2.0));
  }

  /** Draws a sign around a place. */
  static void draw(GC gc, Mark.Kind kind, double x, double y) {
    if (kind == Mark.Kind.SAME) {
      return;
    }
    int left = (int) Math.round(x - 8);
    int top = (int) Math.round(y - 8);
    gc.setBackground(GlyphPaths.ink(kind.tone()));
    gc.fillOval(left, top, SIZE, SIZE);
    gc.setForeground(Ink.PAPER);
    gc.setLineAttributes(new LineAttributes(1.8f, SWT.CAP_ROUND, SWT.JOIN_ROUND));
    switch (kind) {
      case DONE -> {
        gc.drawLine(left + 4, top + 8, left + 7, top + 11);
        gc.drawLine(left + 7, top + 11, left + 12, top + 5);
      }
      case FAILED -> {
        gc.drawLine(left + 5, top + 5, left + 11, top + 11);
        gc.drawLine(left + 11, top + 5, left + 5, top + 11);
      }
      case ERROR, WARNING -> {
        gc.drawLine(left + 8, top + 4, left + 8, top + 9);
        gc.drawPoint(left + 8, top + 12);
        gc.drawLine(left + 8, top + 12, left + 8, top + 12);
      }
      case RUNNING -> gc.drawOval(left + 5, top + 5, 6, 6);
      case WAITING -> {
        gc.drawLine(left + 8, top + 4, left + 8, top + 8);
        gc.drawLine(left + 8, top + 8, left + 11, top + 10);
      }
      case SKIPPED, REMOVED -> gc.drawLine(left + 4, top + 8, left + 12, top + 8);
      case ADDED -> {
        gc.drawLine(left + 4, top + 8, left + 12, top + 8);
        gc.drawLine(left + 8, top + 4, left + 8, top + 12);
      }
      case CHANGED -> {
        gc.drawPolyline(
            new int[] {
              left + 3, top + 9, left + 6, top + 6, left + 10, top + 10, left + 13, top + 7
            });
      }
      default -> {
        // It wears nothing.
      }
    }
  }
}
