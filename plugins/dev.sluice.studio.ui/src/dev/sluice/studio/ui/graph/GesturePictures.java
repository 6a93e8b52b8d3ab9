package dev.sluice.studio.ui.graph;

import dev.sluice.layout.Box;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.ui.Ink;
import java.util.Map;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.jspecify.annotations.Nullable;

/** What gestures on a canvas show, and which parts of nodes and edges they mean. */
final class GesturePictures {

  private GesturePictures() {}

  /** Whether a place in an open container is ground, and not its title. */
  static boolean isInside(Node node, Point place) {
    return node.shape() == Node.Shape.OPEN && place.y() > node.box().y() + node.titleHeight();
  }

  /** Whether a place is near the tip of an edge. */
  static boolean nearEnd(Line line, Point place) {
    Point end = line.points().get(line.points().size() - 1);
    return Math.hypot(end.x() - place.x(), end.y() - place.y()) < 24;
  }

  /** Where nodes would go. */
  static void moved(GC gc, Scene scene, Map<String, Point> places) {
    gc.setForeground(Ink.ACCENT);
    gc.setLineAttributes(new LineAttributes(1.4f));
    places.forEach(
        (id, place) -> {
          Box box = scene.node(id).orElseThrow().box();
          gc.drawRoundRectangle(
              (int) place.x(), (int) place.y(), (int) box.width(), (int) box.height(), 10, 10);
        });
  }

  /** An edge that has no end yet. */
  static void leading(GC gc, Node from, boolean sideways, Point to) {
    Point out = out(from.box(), sideways);
    gc.setForeground(Ink.ACCENT);
    gc.setLineAttributes(new LineAttributes(2f));
    gc.drawLine((int) out.x(), (int) out.y(), (int) to.x(), (int) to.y());
  }

  /** Where edges leave a node. */
  static Point out(Box box, boolean sideways) {
    return sideways
        ? new Point(box.right() + 2, box.centerY())
        : new Point(box.centerX(), box.bottom() + 2);
  }

  /** What a tooltip says of a node. */
  static @Nullable String tip(Node node) {
    Mark mark = node.mark() == null ? node.status() : node.mark();
    String said = mark == null ? "" : "\n" + mark.text();
    String text = node.title() + (node.detail().isEmpty() ? "" : "\n" + node.detail()) + said;
    return node.isReal() ? text : node.title();
  }

  /** Says at the pointer what would happen. */
  static void say(GC gc, GraphCanvas canvas, String says, Point now) {
    if (says.isEmpty()) {
      return;
    }
    gc.setFont(canvas.painter().labelFont());
    var extent = gc.textExtent(says);
    // Long reasons go to the left, where the drawing ends on the right.
    Box seen = canvas.viewport().seen();
    int most = (int) Math.max(seen.x(), seen.right() - extent.x - 18);
    int x = Math.min((int) now.x() + 14, most);
    int y = (int) now.y() + 10;
    gc.setBackground(Ink.TEXT);
    gc.setAlpha(225);
    gc.fillRoundRectangle(x, y, extent.x + 14, extent.y + 8, 8, 8);
    gc.setAlpha(255);
    gc.setForeground(Ink.PAPER);
    gc.drawText(says, x + 7, y + 4, true);
  }

  /** Draws the "+" of a node. */
  static void plus(GC gc, Point handle, int radius, boolean pressed) {
    int x = (int) Math.round(handle.x());
    int y = (int) Math.round(handle.y());
    gc.setBackground(pressed ? Ink.ACCENT : Ink.PAPER);
    gc.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    gc.setForeground(Ink.ACCENT);
    gc.setLineAttributes(new LineAttributes(1.4f));
    gc.drawOval(x - radius, y - radius, 2 * radius, 2 * radius);
    gc.setForeground(pressed ? Ink.PAPER : Ink.ACCENT);
    gc.drawLine(x - 4, y, x + 4, y);
    gc.drawLine(x, y - 4, x, y + 4);
  }
}
