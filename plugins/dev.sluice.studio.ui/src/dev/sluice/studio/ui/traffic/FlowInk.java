package dev.sluice.studio.ui.traffic;

import dev.sluice.studio.ui.Ink;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Rectangle;

/** What a drawing of flows is made of. Confined to the UI thread. */
final class FlowInk {
  private static final int BAND_ALPHA = 120;
  private static final int ROUND = 10;
  private static final String MORE = "…";

  private FlowInk() {}

  /**
   * A band between two points, as wide everywhere.
   *
   * @param fromY the middle of its left end
   * @param toY the middle of its right end
   */
  static void band(GC gc, Color ink, int fromX, double fromY, int toX, double toY, double width) {
    Path path = new Path(gc.getDevice());
    float bend = (toX - fromX) / 2f;
    float half = (float) width / 2;
    float left = (float) fromY;
    float right = (float) toY;
    path.moveTo(fromX, left - half);
    path.cubicTo(fromX + bend, left - half, toX - bend, right - half, toX, right - half);
    path.lineTo(toX, right + half);
    path.cubicTo(toX - bend, right + half, fromX + bend, left + half, fromX, left + half);
    path.close();
    gc.setBackground(ink);
    gc.setAlpha(BAND_ALPHA);
    gc.fillPath(path);
    gc.setAlpha(255);
    path.dispose();
  }

  /** An empty box. */
  static void box(GC gc, Rectangle place, Color edge, int line) {
    gc.setBackground(Ink.PAPER);
    gc.fillRoundRectangle(place.x, place.y, place.width, place.height, ROUND, ROUND);
    gc.setForeground(edge);
    gc.setLineWidth(line);
    gc.drawRoundRectangle(place.x, place.y, place.width, place.height, ROUND, ROUND);
    gc.setLineWidth(1);
  }

  /** As much of a text as there is room for. */
  static String fit(GC gc, String text, int width) {
    if (gc.textExtent(text).x <= width) {
      return text;
    }
    int length = text.length() - 1;
    while (length > 1 && gc.textExtent(text.substring(0, length) + MORE).x > width) {
      length--;
    }
    return text.substring(0, length) + MORE;
  }
}
