package dev.sluice.studio.ui.graph;

import dev.sluice.layout.Box;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.ui.Ink;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The whole drawing, small, in the corner of the canvas, with a frame around what is in sight; only
 * where that is not all of it. Confined to the UI thread.
 */
final class MiniMap {
  private static final int WIDTH = 128;
  private static final int HEIGHT = 92;
  private static final int MARGIN = 10;

  private final GraphCanvas canvas;
  private @Nullable Image image;
  private @Nullable Rectangle place;

  MiniMap(GraphCanvas canvas) {
    this.canvas = canvas;
  }

  /** The scene is another. */
  void changed() {
    dispose();
  }

  void dispose() {
    if (image != null) {
      image.dispose();
      image = null;
    }
  }

  void paint(GC gc, Rectangle area) {
    Box bounds = canvas.scene().bounds();
    Box seen = canvas.viewport().seen();
    boolean all =
        seen.contains(bounds.x(), bounds.y()) && seen.contains(bounds.right(), bounds.bottom());
    boolean room = area.width > 3 * WIDTH && area.height > 2 * HEIGHT;
    if (all || !room || canvas.scene().nodes().isEmpty()) {
      place = null;
      return;
    }
    Rectangle at =
        new Rectangle(area.width - WIDTH - MARGIN, area.height - HEIGHT - MARGIN, WIDTH, HEIGHT);
    place = at;
    if (image == null) {
      image = draw(gc, canvas.scene());
    }
    gc.drawImage(image, at.x, at.y);
    Point corner = toMap(seen.x(), seen.y());
    Point other = toMap(seen.right(), seen.bottom());
    int left = (int) Math.max(0, corner.x());
    int top = (int) Math.max(0, corner.y());
    gc.setForeground(Ink.ACCENT);
    gc.setLineWidth(1);
    gc.drawRectangle(
        at.x + left,
        at.y + top,
        Math.max(3, (int) Math.min(WIDTH - 1, other.x()) - left),
        Math.max(3, (int) Math.min(HEIGHT - 1, other.y()) - top));
    gc.setForeground(Ink.EDGE);
    gc.drawRectangle(at);
  }

  private Image draw(GC gc, Scene scene) {
    Image drawn = new Image(gc.getDevice(), WIDTH, HEIGHT);
    GC small = new GC(drawn);
    small.setBackground(Ink.PAPER);
    small.fillRectangle(0, 0, WIDTH, HEIGHT);
    small.setAntialias(SWT.OFF);
    for (Node node : scene.nodes()) {
      Point corner = toMap(node.box().x(), node.box().y());
      Point other = toMap(node.box().right(), node.box().bottom());
      int width = Math.max(1, (int) (other.x() - corner.x()));
      int height = Math.max(1, (int) (other.y() - corner.y()));
      var tone = node.status() == null ? node.look().tone() : node.status().kind().tone();
      if (node.shape() == Node.Shape.OPEN) {
        small.setForeground(Ink.EDGE);
        small.drawRectangle((int) corner.x(), (int) corner.y(), width, height);
      } else {
        small.setBackground(GlyphPaths.ink(tone));
        small.setAlpha(150);
        small.fillRectangle((int) corner.x(), (int) corner.y(), width, height);
        small.setAlpha(255);
      }
    }
    small.dispose();
    return drawn;
  }

  private double scale() {
    Box bounds = canvas.scene().bounds();
    return Math.min(WIDTH / bounds.width(), HEIGHT / bounds.height());
  }

  private Point toMap(double x, double y) {
    Box bounds = canvas.scene().bounds();
    double scale = scale();
    double left = (WIDTH - bounds.width() * scale) / 2;
    double top = (HEIGHT - bounds.height() * scale) / 2;
    return new Point(left + (x - bounds.x()) * scale, top + (y - bounds.y()) * scale);
  }

  boolean contains(int x, int y) {
    return place != null && place.contains(x, y);
  }

  /** Puts what is at a place of the map into the middle of the canvas. */
  void look(int x, int y) {
    Rectangle at = place;
    if (at != null) {
      Box bounds = canvas.scene().bounds();
      Point zero = toMap(bounds.x(), bounds.y());
      double scale = scale();
      canvas
          .viewport()
          .center(
              bounds.x() + (x - at.x - zero.x()) / scale,
              bounds.y() + (y - at.y - zero.y()) / scale);
      canvas.control().redraw();
    }
  }
}
